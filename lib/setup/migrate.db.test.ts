import { createHash, randomUUID } from 'node:crypto'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { expect, inject, onTestFinished, test } from 'vitest'
import { migrate } from './migrate.ts'
import { schemaDifference } from './schema-engine.ts'
import { onDatabase } from './test-cluster.ts'
import { withTestDatabase } from './test-database.ts'

const root = path.resolve(import.meta.dirname, '../..')
const migrations = path.join(root, 'prisma/migrations')

test('the migrations make exactly what schema.prisma describes', async () => {
  const { url } = await withTestDatabase()
  const schema = await readFile(path.join(root, 'prisma/schema.prisma'), 'utf8')
  expect(await schemaDifference(url, schema)).toBe('')
})

test('a column that only schema.prisma has shows as a difference', async () => {
  const { url } = await withTestDatabase()
  const schema = await readFile(path.join(root, 'prisma/schema.prisma'), 'utf8')
  const wider = schema.replace('model Lease {', 'model Lease {\n  note String?')
  expect(await schemaDifference(url, wider)).toContain('ALTER TABLE "Lease" ADD COLUMN     "note" TEXT;')
})

test("applied migrations stand in Prisma's table the way Prisma writes them", async () => {
  const { url } = await withTestDatabase()
  const rows = await ask(url, 'select * from "_prisma_migrations" order by migration_name')
  const bytes = await readFile(path.join(migrations, '0001_first/migration.sql'))
  expect(rows[0]).toMatchObject({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    checksum: createHash('sha256').update(bytes).digest('hex'),
    migration_name: '0001_first',
    finished_at: expect.any(Date),
    rolled_back_at: null,
    logs: null,
    applied_steps_count: 1,
  })
})

test('applying twice changes nothing the second time', async () => {
  const address = await emptyDatabase()
  expect(await migrate(address, migrations)).toContain('0001_first')
  expect(await migrate(address, migrations)).toEqual([])
})

test('two starts at once apply every migration once', async () => {
  const address = await emptyDatabase()
  const applied = (await Promise.all([migrate(address, migrations), migrate(address, migrations)])).flat()
  expect(applied).toEqual([...new Set(applied)])
})

test('a migration file that was changed after it had been applied stops the start', async () => {
  const address = await emptyDatabase()
  const folder = await copyOfMigrations()
  await migrate(address, folder)
  await writeFile(path.join(folder, '0001_first/migration.sql'), 'select 1')
  await expect(migrate(address, folder)).rejects.toThrow('0001_first was changed after it had been applied')
})

test('a failing migration leaves nothing behind and can be put right', async () => {
  const address = await emptyDatabase()
  const folder = await copyOfMigrations()
  await mkdir(path.join(folder, '9999_bad'))
  await writeFile(path.join(folder, '9999_bad/migration.sql'), 'create table half (id int); select no_such_column;')
  await expect(migrate(address, folder)).rejects.toThrow('9999_bad failed and was taken back')
  expect(await ask(address, "select to_regclass('half') as half")).toEqual([{ half: null }])
  await writeFile(path.join(folder, '9999_bad/migration.sql'), 'create table half (id int)')
  expect(await migrate(address, folder)).toEqual(['9999_bad'])
})

test('a database used by a newer version is not touched by an older one', async () => {
  const address = await emptyDatabase()
  const folder = await copyOfMigrations()
  await mkdir(path.join(folder, '9999_newer'))
  await writeFile(path.join(folder, '9999_newer/migration.sql'), 'create table newer (id int)')
  await migrate(address, folder)
  await expect(migrate(address, migrations)).rejects.toThrow('used by a newer version')
})

async function copyOfMigrations(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'relayward-migrations-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await cp(migrations, folder, { recursive: true })
  return folder
}

async function emptyDatabase(): Promise<string> {
  const server = inject('testClusterUrl')
  const name = `empty_${randomUUID().replaceAll('-', '')}`
  await ask(server, `create database ${name}`)
  onTestFinished(async () => void (await ask(server, `drop database ${name} with (force)`)))
  return onDatabase(server, name)
}

async function ask(address: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: address })
  await client.connect()
  const result = await client.query<Record<string, unknown>>(sql).finally(() => client.end())
  return result.rows
}
