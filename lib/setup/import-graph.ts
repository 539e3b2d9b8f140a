import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** One import line, its target a path inside the checkout or the name of a package (`node:` ones with their prefix). */
export interface Import {
  from: string
  to: string
  isPackage: boolean
  /** Erased when the program runs. */
  isType: boolean
}

/** Matches `import … from`, `export … from`, bare `import '…'` and `import('…')`, over several lines too. */
const STATIC = /(?:^|\n)[ \t]*(?:import|export)\s+(type\s+)?(?:[\w*{][^'";]*?\sfrom\s*)?['"]([^'"\n]+)['"]/g
const DYNAMIC = /\bimport\(\s*['"]([^'"\n]+)['"]\s*\)/g

/** All import lines of the program's files; tests and generated code are left out. */
export function readImports(root: string): Import[] {
  return sourceFiles(root).flatMap((file) => importsOf(file, readFileSync(path.join(root, file), 'utf8')))
}

/** The program's files, relative to the checkout. */
export function sourceFiles(root: string): string[] {
  const folders = ['app', 'components', 'lib']
  const files = folders.flatMap((folder) => filesUnder(root, folder))
  return files.filter((file) => /\.(ts|tsx|mjs)$/.test(file) && !/\.test\.tsx?$/.test(file) && !file.startsWith('lib/generated/'))
}

/** The import lines of one file's text. */
export function importsOf(from: string, text: string): Import[] {
  const found = [...text.matchAll(STATIC)].map((match) => ({ isType: match[1] !== undefined, specifier: match[2] as string }))
  const dynamic = [...text.matchAll(DYNAMIC)].map((match) => ({ isType: false, specifier: match[1] as string }))
  return [...found, ...dynamic].map(({ isType, specifier }) => ({ from, isType, ...resolve(from, specifier) }))
}

/**
 * Files that do nothing but reckon: no package but the allowed ones, no Node, and nothing that is not pure itself.
 * They run in the browser and on a mail host alike.
 *
 * @param allowed packages that a pure file may use
 */
export function pureFiles(files: string[], imports: Import[], allowed: string[]): Set<string> {
  const pure = new Set(files)
  const needed = imports.filter((line) => !line.isType)
  for (let size = -1; size !== pure.size; ) {
    size = pure.size
    for (const line of needed) {
      if (line.isPackage ? !allowed.includes(line.to) : !pure.has(line.to) && !line.to.endsWith('.json')) pure.delete(line.from)
    }
  }
  return pure
}

function resolve(from: string, specifier: string): { to: string; isPackage: boolean } {
  if (specifier.startsWith('.')) return { to: path.posix.join(path.posix.dirname(from), specifier), isPackage: false }
  if (specifier.startsWith('node:')) return { to: specifier, isPackage: true }
  return { to: specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/'), isPackage: true }
}

function filesUnder(root: string, folder: string): string[] {
  try {
    const entries = readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    return entries.filter((entry) => entry.isFile()).map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
