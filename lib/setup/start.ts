import path from 'node:path'
import { findDemo } from '../demo/demo.ts'
import { EnvError } from '../env/read-env.ts'
import { readSetupEnv } from '../env/setup.ts'
import { buildAll, isBuilt } from './build.ts'
import { generate } from './generate.ts'
import { endWithError, openProgress, StepError } from './progress.ts'
import { claimDesk, findRunningDesk } from './running-desk.ts'
import { readStartOptions, START_HELP } from './start-options.ts'
import { endOnSignal, untilAborted } from './end-on-signal.ts'
import { welcome } from './welcome.ts'

const root = path.resolve(import.meta.dirname, '../..')
const state = path.join(root, '.relayward')
const ending = endOnSignal()
const progress = openProgress(ending)

async function main(): Promise<void> {
  const options = readStartOptions(process.argv.slice(2), process.env)
  if (options.help) return void process.stdout.write(START_HELP)
  const env = readSetupEnv()
  const claim = await claimDesk(state, progress.say)
  if (!claim) return sayThatOneRuns()
  try {
    await progress.step('Making the database client', () => generate(root))
    // Not before: what is loaded here needs the database client just made.
    const { startDesk } = await import('./start-desk.ts')
    if (!(await isBuilt(root))) await progress.step('Building (after a change of the sources; half a minute)', () => buildAll(root, ending))
    const demo = options.demo ? await findDemo() : undefined
    const desk = await startDesk({ root, state, port: options.port, given: env, demo, claim, progress, signal: ending })
    progress.say(welcome(desk, demo))
    await untilAborted(ending)
    await openProgress().step('Stopping', desk.stop)
  } finally {
    await claim.release()
  }
}

async function sayThatOneRuns(): Promise<void> {
  const running = await findRunningDesk(state)
  const where = running?.url ? ` at ${running.url}` : ' and is still starting'
  throw new StepError(`Relayward already runs${where} (process ${running?.starter.pid ?? 'unknown'}). Stop that one first, by Ctrl-C or kill.`)
}

try {
  await main()
} catch (error) {
  endWithError(error instanceof EnvError ? new StepError(error.message) : error)
}
