import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { closeDb, openDb, type Db } from '../db.ts'
import type { Demo, DemoContext } from '../demo/demo.ts'
import type { DeskRun } from './start-desk.ts'
import { keepProgram } from './start-programs.ts'

/** Mark in the database that what is in it is the demo's story. */
const MARK = 'demo'

/** Postfix gives its own processes five seconds. */
const END_MS = 10_000

/** A demo whose story is in the database. */
export interface OpenedStory {
  demo: Demo
  context: DemoContext
  /** Set when the story was told by this very start: its hosts were started meanwhile. */
  hosts?: Promise<void>
  /** What happens at the end of the story has not happened yet, or not to its end. */
  isToBegin: boolean
}

/**
 * Tells the demo's story into an empty database. A database with rows of its own is never written to, a story once told
 * is not told again, and one that was broken off is removed and told anew.
 *
 * @returns undefined when the database is somebody's own
 */
export async function openStory(run: DeskRun): Promise<OpenedStory | undefined> {
  const { demo } = run.options
  if (!demo) return undefined
  const context = await openContext(run)
  const { db } = context
  const before = await readMark(db)
  if (before === 'begun' || before === 'told') return { demo, context, isToBegin: before === 'told' }
  if (before === 'half') await run.progress.step('Removing a demo story that was broken off', () => demo.clear(context))
  if (!(await isEmpty(db))) return undefined
  await mkdir(context.folder, { recursive: true })

  let isTold = () => {}
  const hosts = startHosts(run, demo, context, new Promise<void>((resolve) => (isTold = resolve)))
  // Whoever waits for the hosts hears of it; a story that fails before is told instead.
  hosts.catch(() => undefined)
  await run.progress.step('Telling the demo story (four weeks of it)', () => tell(db, () => demo.fill(context)))
  isTold()
  return { demo, context, hosts, isToBegin: true }
}

/**
 * Waits for the demo hosts and for what then happens before one's eyes, the first time; later they come up while the
 * pages answer already.
 */
export async function runStory(run: DeskRun, story: OpenedStory): Promise<void> {
  const { demo, context, hosts } = story
  const complain = (what: string) => (error: unknown) => {
    if (!run.signal.aborted) run.progress.say(`! ${what}: ${error instanceof Error ? error.message : String(error)}`)
  }
  if (hosts) {
    await run.progress.step('Starting the demo hosts', () => hosts).catch(complain('The demo hosts are not all up'))
    await run.progress.step('Letting bursts happen', () => begin(story)).catch(complain('Not all of it happened; the next start tries again'))
    return
  }
  startHosts(run, demo, context, Promise.resolve())
    .then(() => (story.isToBegin ? begin(story) : undefined))
    .catch(complain('The demo is not all up'))
}

async function begin({ demo, context }: OpenedStory): Promise<void> {
  await demo.begin(context)
  await saveMark(context.db, 'begun')
}

async function openContext(run: DeskRun): Promise<DemoContext> {
  const { databaseUrl, secrets, url, progress, options } = run
  const folder = path.join(options.state, 'demo')
  await mkdir(folder, { recursive: true })
  const db = openDb(databaseUrl)
  run.ends.push(() => closeDb(db))
  return { root: options.root, db, databaseUrl, secret: secrets.RELAYWARD_SECRET, folder, url, now: () => new Date(), say: progress.say, signal: run.signal }
}

function startHosts(run: DeskRun, demo: Demo, context: DemoContext, told: Promise<void>): Promise<void> {
  const ends: DeskRun['ends'] = []
  run.ends.push(() => endAll(ends))
  return demo.run(context, (program) => keepProgram(run, program.name, program.args, program.env, END_MS, ends), told)
}

/** The mail servers, which were first, last; all that uses them before, at once. */
async function endAll([first, ...rest]: DeskRun['ends']): Promise<void> {
  await Promise.all(rest.map((end) => end()))
  await first?.()
}

async function tell(db: Db, fill: () => Promise<void>): Promise<void> {
  // Marked before, so that a story broken off is seen to be one, and never mistaken for somebody's own rows.
  await saveMark(db, 'half')
  await fill()
  await saveMark(db, 'told')
}

/** `half`: begun and not told to its end. `told`: the past is there. `begun`: and what happens at its end has happened. */
type Mark = 'half' | 'told' | 'begun'

async function saveMark(db: Db, mark: Mark): Promise<void> {
  const data = { value: { told: mark !== 'half', begun: mark === 'begun' }, updatedAt: new Date() }
  await db.setting.upsert({ where: { key: MARK }, create: { key: MARK, ...data }, update: data })
}

async function readMark(db: Db): Promise<Mark | 'none'> {
  const row = await db.setting.findUnique({ where: { key: MARK } })
  if (!row) return 'none'
  const { told, begun } = row.value as { told?: boolean; begun?: boolean }
  return told !== true ? 'half' : begun === true ? 'begun' : 'told'
}

async function isEmpty(db: Db): Promise<boolean> {
  return (await db.host.count()) === 0 && (await db.user.count()) === 0 && (await db.customer.count()) === 0
}
