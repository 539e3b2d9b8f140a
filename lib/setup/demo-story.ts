import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { closeDb, openDb, type Db } from '../db.ts'
import type { DemoContext } from '../demo/demo.ts'
import type { DeskRun } from './start-desk.ts'
import { keepProgram } from './start-programs.ts'

/** Mark in the database that what is in it is the demo's story. */
const MARK = 'demo'

/**
 * Tells the demo's story into an empty database and starts the demo hosts. A database with rows of its own is never
 * written to, and a story once told is not told again.
 *
 * @returns whether the story is in the database and its hosts run
 */
export async function openStory(run: DeskRun): Promise<boolean> {
  const { demo, state } = run.options
  if (!demo) return false
  const folder = path.join(state, 'demo')
  await mkdir(folder, { recursive: true })
  const db = openDb(run.databaseUrl)
  try {
    const { databaseUrl, secrets, url, progress } = run
    const context: DemoContext = { db, databaseUrl, secret: secrets.RELAYWARD_SECRET, folder, url, now: () => new Date(), say: progress.say }
    if (await isEmpty(db)) await progress.step('Telling the demo story', () => tell(db, () => demo.fill(context)))
    if (!(await isTold(db))) return false
    const programs = await demo.programs(context)
    await progress.step(`Starting ${programs.length} demo hosts`, async () => {
      for (const program of programs) await keepProgram(run, program.name, program.args, program.env)
    })
    return true
  } finally {
    await closeDb(db)
  }
}

async function tell(db: Db, fill: () => Promise<void>): Promise<void> {
  // Marked before: a story broken off is then told on, or seen to be one, and never mistaken for somebody's own rows.
  await db.setting.upsert({ where: { key: MARK }, create: { key: MARK, value: { told: false }, updatedAt: new Date() }, update: {} })
  await fill()
  await db.setting.update({ where: { key: MARK }, data: { value: { told: true }, updatedAt: new Date() } })
}

async function isTold(db: Db): Promise<boolean> {
  const mark = await db.setting.findUnique({ where: { key: MARK } })
  return (mark?.value as { told?: boolean } | undefined)?.told === true
}

async function isEmpty(db: Db): Promise<boolean> {
  return (await db.host.count()) === 0 && (await db.user.count()) === 0 && (await db.customer.count()) === 0
}
