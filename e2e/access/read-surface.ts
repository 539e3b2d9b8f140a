import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import * as z from 'zod'

const ROOT = path.resolve(import.meta.dirname, '../..')

/** An action that browsers can call: its file and name, its id in the build, a page that takes calls of it. */
export type CallableAction = { name: string; id: string; page: string }

/** Every page and route of the app by its place, without the groups in brackets: `support/locks/[id]`, `api/live/route`. */
export function readAddresses(): string[] {
  return globSync('app/**/{page.tsx,route.ts}', { cwd: ROOT }).map((file) => shortOf(file.replace(/\/(page\.tsx|route\.ts)$/, (end) => (end === '/route.ts' ? '/route' : '')))).sort()
}

/** Every action that a file exports, such as `support/locks#lockNow`. */
export function readExportedActions(): string[] {
  return globSync('app/**/actions.ts', { cwd: ROOT }).flatMap((file) => exportsOf(file).map((name) => `${shortOf(file.replace(/\/actions\.ts$/, ''))}#${name}`)).sort()
}

const manifest = z.object({ node: z.record(z.string(), z.object({ workers: z.record(z.string(), z.unknown()), filename: z.string(), exportedName: z.string() })) })

/** The actions of the build, with the ids that browsers call them by. */
export function readCallableActions(): CallableAction[] {
  const { node } = manifest.parse(JSON.parse(readFileSync(path.join(ROOT, '.next/server/server-reference-manifest.json'), 'utf8')))
  return Object.entries(node).map(([id, { filename, exportedName, workers }]) => {
    const folder = path.dirname(filename)
    const pages = Object.keys(workers)
    const page = pages.find((one) => one.startsWith(`${folder}/`)) ?? pages[0] ?? ''
    return { id, name: `${shortOf(folder)}#${exportedName}`, page: shortOf(page.replace(/\/page$/, '')) }
  })
}

function exportsOf(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(path.join(ROOT, file), 'utf8'), ts.ScriptTarget.Latest, true)
  return source.statements.flatMap((one) => (ts.isVariableStatement(one) && isExported(one) ? one.declarationList.declarations.map(({ name }) => name.getText()) : []))
}

function isExported(statement: ts.VariableStatement): boolean {
  return statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false
}

function shortOf(file: string): string {
  return file.replace(/^app\/?/, '').replaceAll(/\([a-z-]+\)\//g, '') || '/'
}
