import nextVitals from 'eslint-config-next/core-web-vitals'
import nextTypescript from 'eslint-config-next/typescript'

const RAW_SQL = ['$queryRawUnsafe', '$executeRawUnsafe'].map((property) => ({
  property,
  message: 'Use $queryRaw or $executeRaw with a template: texts from mails must never become SQL.',
}))

const RAW_HTML = ['innerHTML', 'outerHTML', 'insertAdjacentHTML'].map((property) => ({
  property,
  message: 'Texts from mails go into the page as text. There is no exception.',
}))

const config = [
  { ignores: ['.next/**', 'dist/**', '.relayward/**', 'lib/generated/**', 'next-env.d.ts', 'test-results/**', 'playwright-report/**'] },
  ...nextVitals,
  ...nextTypescript,
  {
    rules: {
      // There is no pages folder, and the rule looks for one.
      '@next/next/no-html-link-for-pages': 'off',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      'no-console': 'error',
      'no-eval': 'error',
      'react/no-danger': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: false, skipComments: false }],
      'no-restricted-properties': ['error', ...RAW_SQL, ...RAW_HTML],
      'no-restricted-imports': [
        'error',
        {
          paths: [
            { name: 'child_process', message: 'Import node:child_process.' },
            { name: 'node:child_process', importNames: ['exec', 'execSync'], message: 'Programs run without a shell: execFile or spawn with an array.' },
          ],
        },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: "Property[key.name='shell']:not([value.value=false])", message: 'Programs run without a shell.' },
        { selector: "MemberExpression[object.name='Prisma'][property.name='raw']", message: 'Prisma.raw lets texts become SQL. Use Prisma.sql.' },
        { selector: 'TSEnumDeclaration', message: 'Use a union of strings: Node runs these files by stripping types.' },
        { selector: 'TSParameterProperty', message: 'Node runs these files by stripping types, which cannot make fields of parameters.' },
      ],
    },
  },
  {
    // Hooks live where React does; elsewhere `use` is a word like any other.
    files: ['lib/**/*.ts', 'e2e/**/*.ts'],
    rules: { 'react-hooks/rules-of-hooks': 'off' },
  },
  {
    // Tests play the intruder in a database of their own, and their programs speak to the one who reads the test.
    files: ['**/*.test.ts', '**/*-for-tests.ts'],
    rules: { 'no-restricted-properties': ['error', ...RAW_HTML], 'no-console': 'off' },
  },
]

export default config
