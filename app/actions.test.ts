import { globSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { expect, test } from 'vitest'

const WRAPPERS = ['supportAction', 'customerAction', 'managerAction', 'adminAction', 'visitorAction']
const files = globSync('app/**/*.{ts,tsx}', { exclude: ['**/*.test.ts'] })
const parse = (file: string) => ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true)

// Every exported action is a public POST: without a wrapper nobody asks who calls.
test.each(files.filter((file) => /actions\.ts$/.test(file)))('every action of %s is made by a wrapper', (file) => {
  expect(unwrapped(parse(file))).toEqual([])
})

test('no action hides in another file', () => {
  const hiding = files.filter((file) => !/actions\.ts$/.test(file) && hasUseServer(parse(file)))
  expect(hiding).toEqual([])
})

test('only the language and the look are open to people who are not signed in', () => {
  const open = files.filter((file) => /actions\.ts$/.test(file)).flatMap((file) => madeBy(parse(file), 'visitorAction'))
  expect(open.sort()).toEqual(['setLanguage', 'setTheme'])
})

test('the walk finds an action without a wrapper, in every shape an export can have', () => {
  const source = `'use server'
    export async function plain() {}
    export const arrow = async () => {}
    export const good = supportAction('lock', schema, work)
    export default async function () {}
    export { other } from './other.ts'
    const supportAction = (x) => x`
  const found = unwrapped(ts.createSourceFile('actions.ts', source, ts.ScriptTarget.Latest, true))
  expect(found).toEqual(['plain', 'arrow', 'default', 'other', 'supportAction is made here'])
})

/** Names of exports that no wrapper made; a wrapper that does not come from the access folder counts as none. */
function unwrapped(source: ts.SourceFile): string[] {
  const found: string[] = []
  for (const statement of source.statements) {
    if (ts.isExportDeclaration(statement)) found.push(...namesOf(statement))
    else if (ts.isExportAssignment(statement)) found.push('default')
    else if (ts.isFunctionDeclaration(statement) && isExported(statement)) found.push(isDefault(statement) ? 'default' : (statement.name?.text ?? 'default'))
    else if (ts.isVariableStatement(statement)) found.push(...unwrappedConstants(statement))
  }
  return found
}

function unwrappedConstants(statement: ts.VariableStatement): string[] {
  const names = statement.declarationList.declarations
  const forged = names.filter((one) => WRAPPERS.includes(one.name.getText())).map((one) => `${one.name.getText()} is made here`)
  if (!isExported(statement)) return forged
  return [...forged, ...names.filter((one) => !WRAPPERS.includes(wrapperOf(one) ?? '')).map((one) => one.name.getText())]
}

function madeBy(source: ts.SourceFile, wrapper: string): string[] {
  const statements = source.statements.filter((one) => ts.isVariableStatement(one))
  return statements.flatMap((one) => one.declarationList.declarations.filter((made) => wrapperOf(made) === wrapper).map((made) => made.name.getText()))
}

function wrapperOf(declaration: ts.VariableDeclaration): string | undefined {
  const made = declaration.initializer
  return made && ts.isCallExpression(made) ? made.expression.getText() : undefined
}

function namesOf(statement: ts.ExportDeclaration): string[] {
  if (statement.isTypeOnly) return []
  const clause = statement.exportClause
  return clause && ts.isNamedExports(clause) ? clause.elements.map((one) => one.name.text) : ['*']
}

function isExported(node: ts.HasModifiers): boolean {
  return Boolean(ts.getModifiers(node)?.some((one) => one.kind === ts.SyntaxKind.ExportKeyword))
}

function isDefault(node: ts.HasModifiers): boolean {
  return Boolean(ts.getModifiers(node)?.some((one) => one.kind === ts.SyntaxKind.DefaultKeyword))
}

/** A `'use server'` at the head of the file or of any function in it. */
function hasUseServer(source: ts.SourceFile): boolean {
  let isFound = false
  const walk = (node: ts.Node): void => {
    if (ts.isExpressionStatement(node) && ts.isStringLiteral(node.expression) && node.expression.text === 'use server') isFound = true
    ts.forEachChild(node, walk)
  }
  walk(source)
  return isFound
}
