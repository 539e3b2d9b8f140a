import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import path from 'node:path'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../setup/embedded-postgres.ts'
import type { Started } from './matrix/start-program.ts'

/**
 * A PostgreSQL of its own, as a desk starts it, whose data go when it is done. What was started beside it (`started`) is
 * ended with it, also when somebody breaks the benchmark off.
 */
export async function onDatabase(root: string, name: string, started: Started[], work: (server: EmbeddedPostgres) => Promise<number>): Promise<number> {
  const folder = path.join(root, '.relayward/bench')
  mkdirSync(folder, { recursive: true })
  const state = mkdtempSync(path.join(folder, `${name}-`))
  const server = await startEmbeddedPostgres({ root, state, settings: { max_wal_size: '8GB', shared_buffers: '1GB', maintenance_work_mem: '512MB' } })
  const end = async () => {
    for (const program of started.splice(0).reverse()) await program.stop()
    await server.stop()
    rmSync(path.dirname(server.data), { recursive: true, force: true })
    rmSync(state, { recursive: true, force: true })
  }
  process.once('SIGINT', () => void end().then(() => process.exit(130)))
  try {
    return await work(server)
  } finally {
    await end()
  }
}
