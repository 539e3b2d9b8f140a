import nextVitals from 'eslint-config-next/core-web-vitals'
import nextTypescript from 'eslint-config-next/typescript'

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
      'no-restricted-properties': [
        'error',
        { property: '$queryRawUnsafe', message: 'Use $queryRaw with a template: texts from mails must never become SQL.' },
        { property: '$executeRawUnsafe', message: 'Use $executeRaw with a template: texts from mails must never become SQL.' },
        { property: 'innerHTML', message: 'Texts from mails go into the page as text. There is no exception.' },
        { property: 'outerHTML', message: 'Texts from mails go into the page as text. There is no exception.' },
        { property: 'insertAdjacentHTML', message: 'Texts from mails go into the page as text. There is no exception.' },
      ],
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
]

export default config
