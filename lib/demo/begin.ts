import { startGuardedUnlock } from '../cases/start-guarded-unlock.ts'
import type { Db } from '../db.ts'
import { BURST_MAILS } from './bursts/burst.ts'
import { askForBurst } from './bursts/let-it-happen.ts'
import type { DemoContext } from './demo.ts'
import { ACCOUNTS, STAFF } from './people.ts'
import { waitUntil } from './wait-until.ts'

const WITHIN_MS = 45_000
const LOOK_EVERY_MS = 100

/**
 * What happens now, for real: two fresh bursts, and the bakery's guarded unlock, into which its own queue pours. What
 * has happened already, before a start that was broken off, does not happen again.
 */
export async function begin(context: DemoContext): Promise<void> {
  const { db } = context
  await Promise.all([
    freshBurst(context, ACCOUNTS.plumber, 'mx01'),
    freshBurst(context, ACCOUNTS.stray, 'alt3'),
    bakeryRelapses(context),
  ])
  await waitUntil('what was taken out is told', () => isAllTold(db), { withinMs: WITHIN_MS, everyMs: LOOK_EVERY_MS, signal: context.signal })
}

async function freshBurst(context: DemoContext, account: string, host: string): Promise<void> {
  const lock = () => context.db.relayLock.findFirst({ where: { account: { name: account } }, select: { id: true } })
  if (await lock()) return
  await askForBurst(byWorker(context), { account, host, mails: BURST_MAILS })
  await waitUntil(`${account} is locked by ${host}`, lock, { withinMs: WITHIN_MS, everyMs: LOOK_EVERY_MS, signal: context.signal })
}

/** The host is told, lets the account send again, and holds what comes; with the first mails too many it locks again. */
async function bakeryRelapses(context: DemoContext): Promise<void> {
  const { db } = context
  const look = () => db.relayLock.findFirstOrThrow({ where: { account: { name: ACCOUNTS.bakery } }, select: { id: true, state: true, relapses: true } })
  const lock = await look()
  if (lock.relapses > 0) return
  if (lock.state === 'accepted') await startGuardedUnlock(await bySupport(context), { lockId: lock.id, reason: 'Alle drei Antworten liegen vor.' })
  await waitUntil('mx02 watches the bakery', () => db.guardedUnlock.findFirst({ where: { lockId: lock.id, step: 'watching' } }), { withinMs: WITHIN_MS, everyMs: LOOK_EVERY_MS, signal: context.signal })
  await askForBurst(byWorker(context), { account: ACCOUNTS.bakery, host: 'mx02', mails: 140 })
  await waitUntil('the bakery relapses', async () => (await look()).relapses > 0, { withinMs: WITHIN_MS, everyMs: LOOK_EVERY_MS, signal: context.signal })
}

/** Every burst's mail is in quarantine, and every notice has gone out. */
async function isAllTold(db: Db): Promise<boolean> {
  const [open, queued] = await Promise.all([db.quarantineBatch.count({ where: { isComplete: false } }), db.notice.count({ where: { state: 'queued' } })])
  return open === 0 && queued === 0
}

function byWorker({ db, now }: DemoContext) {
  return { db, now: now(), actor: { kind: 'worker' } as const }
}

async function bySupport({ db, now }: DemoContext) {
  const email = STAFF[0]?.email ?? ''
  const { id, name } = await db.user.findUniqueOrThrow({ where: { email }, select: { id: true, name: true } })
  return { db, now: now(), actor: { kind: 'person', userId: id, name } as const }
}
