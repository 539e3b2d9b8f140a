import { createHash, randomUUID } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'

/** The advisory lock that Prisma's own migrate commands take, so that both never run at once. */
const PRISMA_LOCK = 72707369

/** The table that Prisma keeps; filled the same way, so that `prisma migrate status` agrees. */
const TABLE = `create table if not exists "_prisma_migrations" (
  id varchar(36) primary key,
  checksum varchar(64) not null,
  finished_at timestamptz,
  migration_name varchar(255) not null,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz not null default now(),
  applied_steps_count integer not null default 0
)`

interface Migration {
  name: string
  sql: string
  /** Lower-case hex SHA-256 of the file's bytes. */
  checksum: string
}

/**
 * Applies the migrations of a folder that the database does not have yet, in the order of their names, each in a
 * transaction of its own. Several callers at once wait for each other.
 *
 * @param address of the database
 * @param folder holding NNNN_name/migration.sql
 * @returns the names of those applied now
 * @throws Error when an applied file was changed since, when an earlier one was left unfinished, or when one fails
 *   (nothing of it stays)
 */
export async function migrate(address: string, folder: string): Promise<string[]> {
  const wanted = await readMigrations(folder)
  const client = new pg.Client({ connectionString: address, connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [PRISMA_LOCK])
    await client.query(TABLE)
    const applied = await appliedChecksums(client)
    refuseUnknown(applied, wanted)
    const missing = wanted.filter((migration) => isMissing(migration, applied))
    for (const migration of missing) await apply(client, migration)
    return missing.map((migration) => migration.name)
  } finally {
    // The lock ends with the connection.
    await client.end()
  }
}

/** Reads the migrations of a folder in the order of their names; other files beside them are left alone. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  return Promise.all(
    names.sort().map(async (name) => {
      const bytes = await readFile(path.join(folder, name, 'migration.sql'))
      return { name, sql: bytes.toString('utf8'), checksum: createHash('sha256').update(bytes).digest('hex') }
    }),
  )
}

async function appliedChecksums(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ migration_name: string; checksum: string; finished_at: Date | null }>(
    'select migration_name, checksum, finished_at from "_prisma_migrations" where rolled_back_at is null',
  )
  const unfinished = rows.find((row) => row.finished_at === null)
  if (unfinished) {
    throw new Error(
      `The migration ${unfinished.migration_name} was begun and never finished. Look at the database, put right what it ` +
        'left, then set rolled_back_at (to try again) or finished_at in its row of _prisma_migrations.',
    )
  }
  return new Map(rows.map((row) => [row.migration_name, row.checksum]))
}

function isMissing(migration: Migration, applied: Map<string, string>): boolean {
  const checksum = applied.get(migration.name)
  if (checksum === undefined) return true
  if (checksum === migration.checksum) return false
  throw new Error(
    `The migration ${migration.name} was changed after it had been applied to this database. ` +
      'Restore the file as it was and put the change into a new migration.',
  )
}

/** A database that knows more than this checkout belongs to a newer Relayward. */
function refuseUnknown(applied: Map<string, string>, wanted: Migration[]): void {
  const known = new Set(wanted.map((migration) => migration.name))
  const unknown = [...applied.keys()].filter((name) => !known.has(name))
  if (unknown.length === 0) return
  throw new Error(
    `The database has migrations that this version does not know (${unknown.join(', ')}): it was used by a newer ` +
      'version. Start that one, or point DATABASE_URL at another database.',
  )
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  const startedAt = new Date()
  await client.query('begin')
  try {
    await client.query(migration.sql)
    await client.query(
      `insert into "_prisma_migrations" (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       values ($1, $2, $3, $4, clock_timestamp(), 1)`,
      [randomUUID(), migration.checksum, migration.name, startedAt],
    )
    await client.query('commit')
  } catch (cause) {
    await client.query('rollback')
    throw new Error(`The migration ${migration.name} failed and was taken back: ${(cause as Error).message}`, { cause })
  }
}
