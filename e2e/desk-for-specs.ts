import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import path from 'node:path'
import { isBuilt } from '../lib/setup/build.ts'
import { startDesk } from '../lib/setup/start-desk.ts'

/**
 * Run by Playwright once before the specs: a desk with a fresh, empty database on a free port. Specs and fixtures find it
 * in E2E_URL, E2E_DATABASE_URL and E2E_SECRET (see desk.ts). What is returned runs after the last spec.
 */
export default async function start(): Promise<() => Promise<void>> {
  const root = path.resolve(import.meta.dirname, '..')
  if (!(await isBuilt(root))) throw new Error('The sources changed since the last build: run `npm run build` first.')
  await mkdir(path.join(root, '.relayward/test'), { recursive: true })
  const state = await mkdtemp(path.join(root, '.relayward/test/desk-'))
  const desk = await startDesk({ root, state })
  process.env.E2E_URL = desk.url
  process.env.E2E_DATABASE_URL = desk.databaseUrl
  process.env.E2E_SECRET = desk.secret
  process.env.E2E_LOGS = desk.logs
  return async () => {
    await desk.stop()
    await rm(state, { recursive: true, force: true })
  }
}
