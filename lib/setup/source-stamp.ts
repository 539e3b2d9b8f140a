import { createHash } from 'node:crypto'
import { readFile, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** Folders that go into a build, beside the files at the top level. */
const FOLDERS = ['app', 'components', 'lib', 'prisma', 'public']

/**
 * Hash of everything a build is made from (tests, documents and generated files left out), so that `npm start` builds
 * again exactly when something changed.
 */
export async function hashSources(root: string): Promise<string> {
  const hash = createHash('sha256').update(process.version)
  for (const file of await sourceFiles(root)) hash.update(`\0${file}\0`).update(await readFile(path.join(root, file)))
  return hash.digest('hex')
}

/** Whether a stamp written by `writeStamp` says the same. */
export async function hasStamp(file: string, hash: string): Promise<boolean> {
  return (await readFile(file, 'utf8').catch(() => '')) === hash
}

export async function writeStamp(file: string, hash: string): Promise<void> {
  await writeFile(file, hash)
}

async function sourceFiles(root: string): Promise<string[]> {
  const top = await readdir(root, { withFileTypes: true })
  const files = top.filter((entry) => entry.isFile()).map((entry) => entry.name)
  for (const folder of FOLDERS) {
    const inside = await readdir(path.join(root, folder), { recursive: true, withFileTypes: true }).catch(() => [])
    for (const entry of inside) {
      if (entry.isFile()) files.push(path.relative(root, path.join(entry.parentPath, entry.name)))
    }
  }
  return files.filter(isSource).sort()
}

function isSource(file: string): boolean {
  if (file.startsWith('.') || file.startsWith('lib/generated/') || file === 'next-env.d.ts') return false
  return !/\.(test\.tsx?|md|tsbuildinfo|log)$/.test(file)
}
