import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { Demo } from '../demo/demo.ts'
import type { SetupEnv } from '../env/setup.ts'
import { openStory, runStory } from './demo-story.ts'
import { freePort, isPortFree } from './free-port.ts'
import { KeptProcess } from './kept-process.ts'
import { migrate } from './migrate.ts'
import { openDatabase } from './open-database.ts'
import { openProgress, type Progress } from './progress.ts'
import type { DeskClaim } from './running-desk.ts'
import { readSecrets, type Secrets } from './secrets.ts'
import { startPrograms } from './start-programs.ts'

export interface DeskOptions {
  /** The checkout, already built. */
  root: string
  /** Folder of the desk's local state (absolute). */
  state: string
  /** 0 or left out: any free port. */
  port?: number
  /** Validated environment. Without DATABASE_URL the embedded PostgreSQL in the state folder is started. */
  given?: Partial<SetupEnv>
  /** Left out: no demo. */
  demo?: Demo
  /** Further variables for web and worker, such as SMTP_HOST. They win over those the desk sets. */
  env?: Record<string, string>
  /** How many copies of the worker (1). */
  workers?: number
  /** How many copies of the pages (1), each at a port of its own. */
  webs?: number
  progress?: Progress
  /** Where children are written down for a later start; tests go without. */
  claim?: DeskClaim
  /** Breaks off what takes long while the desk comes up; it is then ended, not left half up. */
  signal?: AbortSignal
}

export interface Desk {
  url: string
  /** Addresses of all copies of the pages; `url` is the first. */
  urls: string[]
  databaseUrl: string
  /** Seals keys and signs portal links: for tests that act as the desk. */
  secret: string
  /** True when the demo's story is in the database and its hosts run (or come up). */
  hasDemo: boolean
  /** What the demo has not on this machine, in a line. */
  demoRemark?: string
  /** Folder of the log files, one per program. */
  logs: string
  /** The running programs by name (web, web-2 …, worker, worker-2 …, demo hosts), to be stopped or killed by tests. */
  programs: KeptProcess[]
  /** Ends demo hosts, web, workers and database, in this order. */
  stop: () => Promise<void>
}

/** What is known while a desk comes up. */
export interface DeskRun {
  options: DeskOptions
  progress: Progress
  url: string
  urls: string[]
  port: number
  databaseUrl: string
  secrets: Secrets
  logs: string
  programs: KeptProcess[]
  /** What must be ended, the latest first. */
  ends: (() => Promise<void>)[]
  /** Variables of the demo for worker and pages; they win over those of the shell. */
  demoEnv: Record<string, string>
  /** Aborted from the moment the desk is being ended: nothing is started or waited for any more. */
  signal: AbortSignal
}

/**
 * Starts a whole desk: database, migrations, demo story (into an empty database), workers, web, demo hosts.
 * Returns when the pages answer. What was started is ended again when a later step fails.
 */
export async function startDesk(options: DeskOptions): Promise<Desk> {
  const ends: DeskRun['ends'] = []
  const ending = new AbortController()
  const stop = async () => {
    ending.abort()
    for (const end of ends.splice(0).reverse()) await end()
  }
  try {
    const run = await openStore(options, ends, ending.signal)
    const story = await openStory(run)
    if (story) run.demoEnv = await story.demo.env(story.context)
    await startPrograms(run, story !== undefined)
    if (story) await runStory(run, story)
    const { url, urls, databaseUrl, secrets, logs, programs } = run
    const demoRemark = await story?.demo.remark(story.context)
    return { url, urls, databaseUrl, secret: secrets.RELAYWARD_SECRET, hasDemo: story !== undefined, demoRemark, logs, programs, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function openStore(options: DeskOptions, ends: DeskRun['ends'], ending: AbortSignal): Promise<DeskRun> {
  const progress = options.progress ?? openProgress()
  const logs = path.join(options.state, 'logs')
  await mkdir(logs, { recursive: true })
  const port = await findPort(options.port ?? 0)
  const url = `http://localhost:${port}`
  const databaseUrl = await openMigrated(options, progress, ends)
  await options.claim?.tell({ url, databaseUrl })
  const secrets = await readSecrets(options.state, options.given ?? {})
  return { options, progress, url, urls: [url], port, databaseUrl, secrets, logs, programs: [], ends, demoEnv: {}, signal: options.signal ? AbortSignal.any([options.signal, ending]) : ending }
}

async function openMigrated({ root, state, given }: DeskOptions, { step }: Progress, ends: DeskRun['ends']): Promise<string> {
  const cure = given?.DATABASE_URL ? 'Is the server of DATABASE_URL up, and may its user log in?' : undefined
  let url = ''
  await step('Opening the database', async () => {
    const database = await openDatabase(root, state, given?.DATABASE_URL)
    ends.push(database.close)
    url = database.url
    return database.words
  }, cure)
  await step('Applying migrations', async () => {
    const applied = await migrate(url, path.join(root, 'prisma/migrations'))
    return applied.length > 0 ? applied.join(', ') : 'nothing new'
  })
  return url
}

async function findPort(wanted: number): Promise<number> {
  if (wanted === 0) return freePort()
  if (await isPortFree(wanted)) return wanted
  throw new Error(`Port ${wanted} is taken by another program. Start with another one: npm start -- --port ${wanted + 1}`)
}
