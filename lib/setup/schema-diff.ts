import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { migrate } from './migrate.ts'
import { schemaDifference } from './schema-engine.ts'
import { startThrowaway } from './test-cluster.ts'

const HELP = `Compares prisma/migrations with prisma/schema.prisma.

  node lib/setup/schema-diff.ts --name NAME   writes the difference as a new migration (look it over before you commit)
  node lib/setup/schema-diff.ts --check       writes nothing; exit 2 when there is a difference
`

const root = path.resolve(import.meta.dirname, '../..')

/** @returns exit code: 0 no difference or written, 1 wrong use, 2 a difference was found by --check */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: { name: { type: 'string' }, check: { type: 'boolean' }, help: { type: 'boolean' } } })
  if (values.help || (!values.check && !/^[a-z0-9_]{1,60}$/.test(values.name ?? ''))) {
    process.stdout.write(HELP)
    return values.help ? 0 : 1
  }
  const sql = await difference()
  if (sql === '') return say('Migrations and schema agree.', 0)
  if (values.check) return say(`Migrations and schema differ. What is missing:\n\n${sql}`, 2)
  return say(`Written: ${await writeMigration(values.name as string, sql)}`, 0)
}

/** Migrates a throw-away database and asks what it lacks. */
async function difference(): Promise<string> {
  const server = await startThrowaway(root)
  try {
    await migrate(server.url, path.join(root, 'prisma/migrations'))
    const schema = await readFile(path.join(root, 'prisma/schema.prisma'), 'utf8')
    return await schemaDifference(server.url, schema)
  } finally {
    await server.stop()
  }
}

async function writeMigration(name: string, sql: string): Promise<string> {
  const folder = path.join(root, 'prisma/migrations')
  const taken = (await readdir(folder)).map((entry) => Number.parseInt(entry, 10)).filter(Number.isInteger)
  const number = String(Math.max(0, ...taken) + 1).padStart(4, '0')
  const file = path.join(folder, `${number}_${name}`, 'migration.sql')
  await mkdir(path.dirname(file))
  await writeFile(file, sql)
  return path.relative(root, file)
}

function say(text: string, code: number): number {
  process.stdout.write(`${text}\n`)
  return code
}

process.exitCode = await main()
