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
  /** Told by this very start. */
  isNew: boolean
}

/**
 * Tells the demo's story into an empty database. A database with rows of its own is never written to, a story once told
 * is not told again, and one that was broken off is removed and told anew.
 *
 * @returns undefined when the database is somebody's own
 */
export async function openStory(run: DeskRun): Promise<OpenedStory | undefined> {
  const { demo, state, root } = run.options
  if (!demo) return undefined
  const folder = path.join(state, 'demo')
  await mkdir(folder, { recursive: true })
  const db = openDb(run.databaseUrl)
  run.ends.push(() => closeDb(db))
  const { databaseUrl, secrets, url, progress } = run
  const context: DemoContext = { root, db, databaseUrl, secret: secrets.RELAYWARD_SECRET, folder, url, now: () => new Date(), say: progress.say }

  const before = await readMark(db)
  if (before === 'told') return { demo, context, isNew: false }
  if (before === 'half') await progress.step('Removing a demo story that was broken off', () => demo.clear(context))
  if (!(await isEmpty(db))) return undefined
  await mkdir(folder, { recursive: true })
  await progress.step('Telling the demo story (four weeks of it)', () => tell(db, () => demo.fill(context)))
  return { demo, context, isNew: true }
}

/**
 * Starts the demo hosts. The first time it waits for them and for what then happens before one's eyes; later they come up
 * while the pages answer already.
 */
export async function runStory(run: DeskRun, { demo, context, isNew }: OpenedStory): Promise<void> {
  const ends: DeskRun['ends'] = []
  run.ends.push(() => endAll(ends))
  const hosts = demo.run(context, (program) => keepProgram(run, program.name, program.args, program.env, END_MS, ends))
  if (isNew) {
    await run.progress.step('Starting the demo hosts', () => hosts)
    await run.progress.step('Letting a burst happen', () => demo.begin(context))
    return
  }
  hosts.catch((error: unknown) => {
    if (!run.isEnding) run.progress.say(`! The demo hosts are not all up: ${error instanceof Error ? error.message : String(error)}`)
  })
}

/** The mail servers, which were first, last; all that uses them before, at once. */
async function endAll([first, ...rest]: DeskRun['ends']): Promise<void> {
  await Promise.all(rest.map((end) => end()))
  await first?.()
}

async function tell(db: Db, fill: () => Promise<void>): Promise<void> {
  // Marked before, so that a story broken off is seen to be one, and never mistaken for somebody's own rows.
  await db.setting.upsert({ where: { key: MARK }, create: { key: MARK, value: { told: false }, updatedAt: new Date() }, update: {} })
  await fill()
  await db.setting.update({ where: { key: MARK }, data: { value: { told: true }, updatedAt: new Date() } })
}

async function readMark(db: Db): Promise<'none' | 'half' | 'told'> {
  const mark = await db.setting.findUnique({ where: { key: MARK } })
  if (!mark) return 'none'
  return (mark.value as { told?: boolean } | null)?.told === true ? 'told' : 'half'
}

async function isEmpty(db: Db): Promise<boolean> {
  return (await db.host.count()) === 0 && (await db.user.count()) === 0 && (await db.customer.count()) === 0
}
