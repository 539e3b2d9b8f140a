import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import path from 'node:path'
import { isBuilt } from '../lib/setup/build.ts'
import { startDesk } from '../lib/setup/start-desk.ts'
import { startThrowaway } from '../lib/setup/test-cluster.ts'

/**
 * Run by Playwright once before the specs: a desk with a fresh, empty database on a free port. Specs and fixtures find it
 * by `runningDesk` (desk.ts). What is returned runs after the last spec.
 */
export default async function start(): Promise<() => Promise<void>> {
  const root = path.resolve(import.meta.dirname, '..')
  if (!(await isBuilt(root))) throw new Error('The sources changed since the last build: run `npm run build` first.')
  await mkdir(path.join(root, '.relayward/test'), { recursive: true })
  const state = await mkdtemp(path.join(root, '.relayward/test/desk-'))
  await chmod(state, 0o755)
  const database = await startThrowaway(root)
  const clean = async () => {
    await database.stop()
    await rm(state, { recursive: true, force: true })
  }
  try {
    const desk = await startDesk({ root, state, given: { DATABASE_URL: database.url } })
    Object.assign(process.env, { E2E_URL: desk.url, E2E_DATABASE_URL: desk.databaseUrl, E2E_SECRET: desk.secret, E2E_LOGS: desk.logs })
    return () => desk.stop().finally(clean)
  } catch (error) {
    await clean()
    throw error
  }
}
