import { mkdir, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'
import { migrate } from './migrate.ts'
import { findPostgresPlace } from './postgres-place.ts'
import { endPostmaster, findPostmaster } from './postmaster-file.ts'
import { identityOf, isAlive } from './process-identity.ts'

/** Name of the migrated database that every test database is copied from. */
export const TEMPLATE = 'relayward_template'

/** Speed only: what a test run loses in a power failure is of no worth. */
const THROWAWAY = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' }

/**
 * Starts a PostgreSQL for one test run on a random port, with a migrated template database in it.
 *
 * @returns address of the maintenance database, from which test databases are made; `stop` removes the data too
 */
export async function startTestCluster(root: string): Promise<EmbeddedPostgres> {
  const server = await startThrowaway(root)
  try {
    await migrate(server.url, path.join(root, 'prisma/migrations'))
    await sealTemplate(server.url)
  } catch (error) {
    await server.stop()
    throw error
  }
  return { ...server, url: onDatabase(server.url, 'postgres') }
}

/** A PostgreSQL with one empty database, its data in a folder of its own that `stop` removes. */
export async function startThrowaway(root: string): Promise<EmbeddedPostgres> {
  const folder = path.join(root, '.relayward/test')
  await mkdir(folder, { recursive: true })
  await removeLeftovers(root, folder)
  const owner = await identityOf(process.pid)
  const state = path.join(folder, `cluster-${process.pid}-${owner?.startedAt ?? 0}-${Date.now()}`)
  const server = await startEmbeddedPostgres({ root, state, database: TEMPLATE, settings: THROWAWAY })
  const stop = async () => {
    await server.stop()
    await removeState(state, path.dirname(server.data))
  }
  return { ...server, stop }
}

/** The same server, another database. */
export function onDatabase(address: string, database: string): string {
  const url = new URL(address)
  url.pathname = `/${database}`
  return url.href
}

/** A test run that was killed leaves its PostgreSQL running: the next run ends it and removes its data. */
async function removeLeftovers(root: string, folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const [, pid, startedAt] = /^cluster-(\d+)-(\d+)-\d+$/.exec(name) ?? []
    if (pid === undefined || startedAt === undefined) continue
    if (await isAlive({ pid: Number(pid), startedAt })) continue
    const state = path.join(folder, name)
    const place = await findPostgresPlace(root, state)
    const left = await findPostmaster(path.join(place.folder, 'data'))
    if (left) await endPostmaster(left.pid)
    await removeState(state, place.folder)
  }
}

async function removeState(state: string, data: string): Promise<void> {
  await rm(data, { recursive: true, force: true })
  await rm(state, { recursive: true, force: true })
}

/** A copy needs a template that nobody is connected to; PostgreSQL then refuses connections to it. */
async function sealTemplate(address: string): Promise<void> {
  const client = new pg.Client({ connectionString: onDatabase(address, 'postgres') })
  await client.connect()
  await client.query(`alter database ${TEMPLATE} is_template true allow_connections false`)
  await client.end()
}
