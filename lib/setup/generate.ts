import { existsSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import path from 'node:path'
import { mustRun } from './run-program.ts'
import { hasStamp, writeStamp } from './source-stamp.ts'

/**
 * Makes the Prisma client in lib/generated from prisma/schema.prisma, when the schema changed since.
 *
 * @returns a few words on what was done
 */
export async function generate(root: string): Promise<string> {
  const schema = await readFile(path.join(root, 'prisma/schema.prisma'))
  const lock = await readFile(path.join(root, 'package-lock.json'))
  const hash = createHash('sha256').update(schema).update(lock).digest('hex')
  const folder = path.join(root, 'lib/generated/prisma')
  const stamp = path.join(root, 'lib/generated/stamp')
  if (existsSync(path.join(folder, 'client.ts')) && (await hasStamp(stamp, hash))) return 'unchanged'
  // Prisma's native schema engine does not come through npm; `generate` only wants to see some executable there.
  const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1' }
  const cli = path.join(root, 'node_modules/prisma/build/index.js')
  await mustRun(process.execPath, [cli, 'generate'], { cwd: root, env, limitMs: 120_000 })
  await mkdir(path.dirname(stamp), { recursive: true })
  await writeStamp(stamp, hash)
  return 'made'
}
