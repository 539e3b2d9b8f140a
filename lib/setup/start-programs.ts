import path from 'node:path'
import { BUILT } from './build.ts'
import { freePort } from './free-port.ts'
import { KeptProcess } from './kept-process.ts'
import type { DeskRun } from './start-desk.ts'
import { waitForAnswer } from './wait-for-answer.ts'

/** Deaths of the web process after which a start is given up. */
const HOPELESS = 3

/** A worker gives itself 20 s to finish what is in hand. */
const WORKER_END_MS = 25_000

/** Starts the workers, then the pages, and waits until these answer. */
export async function startPrograms(run: DeskRun, hasDemo: boolean): Promise<void> {
  const { root, workers = 1, webs = 1 } = run.options
  await run.progress.step(workers === 1 ? 'Starting the worker' : `Starting ${workers} workers`, async () => {
    for (let number = 1; number <= workers; number += 1) {
      const name = number === 1 ? 'worker' : `worker-${number}`
      await keepProgram(run, name, [path.join(root, BUILT.program), 'worker'], { RELAYWARD_WORKER_NAME: `${name}-${run.port}` }, WORKER_END_MS)
    }
  })
  await run.progress.step('Starting the pages', async () => {
    await keepWeb(run, 'web', run.port, hasDemo)
    for (let number = 2; number <= webs; number += 1) {
      const port = await freePort()
      run.urls.push(`http://localhost:${port}`)
      await keepWeb(run, `web-${number}`, port, hasDemo)
    }
  })
}

/** One copy of the pages. Without an address that all copies share (a proxy's), people come to each by its own. */
async function keepWeb(run: DeskRun, name: string, port: number, hasDemo: boolean): Promise<void> {
  const NEXTAUTH_URL = run.options.given?.NEXTAUTH_URL ?? `http://localhost:${port}`
  const env = { PORT: String(port), HOSTNAME: '127.0.0.1', NEXTAUTH_URL, RELAYWARD_DEMO: hasDemo ? 'yes' : 'no' }
  const web = await keepProgram(run, name, [path.join(run.options.root, BUILT.web)], env)
  await waitForAnswer(`http://127.0.0.1:${port}/api/health`, 60_000, () =>
    web.deaths < HOPELESS ? undefined : `The web process does not stay up. Why is in ${path.join(run.logs, `${name}.log`)}`,
  )
}

/**
 * Starts one program of the desk, started again when it dies and ended with the desk. Throws when the desk is ending.
 *
 * @param endLimitMs how long it may take to end by itself
 * @param ends where its end is written down, when others know better when it has to end
 */
export async function keepProgram(
  run: DeskRun,
  name: string,
  args: string[],
  more: Record<string, string> = {},
  endLimitMs = 8000,
  ends: DeskRun['ends'] = run.ends,
): Promise<KeptProcess> {
  if (run.signal.aborted) throw new Error(`${name} is not started any more`)
  const kept = new KeptProcess({
    name,
    args,
    cwd: run.options.root,
    env: { ...deskEnv(run), ...more, ...run.options.env },
    logFile: path.join(run.logs, `${name}.log`),
    say: run.progress.say,
    endLimitMs,
    onStarted: (identity) => run.options.claim?.addChild(identity),
  })
  run.programs.push(kept)
  ends.push(() => kept.stop())
  await kept.start()
  return kept
}

function deskEnv(run: DeskRun): NodeJS.ProcessEnv {
  // Behind a proxy people come by another address than the one the web process listens on.
  const { NEXTAUTH_URL = run.url, RELAYWARD_URL = NEXTAUTH_URL } = run.options.given ?? {}
  const own = { DATABASE_URL: run.databaseUrl, NEXTAUTH_URL, RELAYWARD_URL }
  return { ...process.env, ...run.demoEnv, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', ...run.secrets, ...own }
}
