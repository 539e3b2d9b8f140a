import { randomUUID } from 'node:crypto'
import { recordAudit } from '../../audit/audit-records.ts'
import type { Doing } from '../../audit/doing.ts'
import { AppError } from '../../errors.ts'
import { BURST_HOST, BURST_MAILS, isUnderWay, nextBurstAccount, type DemoBurst } from './burst.ts'
import { addBurst, findLockedNames, holdBursts } from './burst-records.ts'

export type AskedBurst = Pick<DemoBurst, 'account' | 'host' | 'mails'>

/** Asks the demo's mail hosts for a burst. What follows from it (lock, quarantine, ticket, notice) nobody stages. */
export async function askForBurst({ db, now, actor }: Doing, asked: AskedBurst): Promise<{ id: string }> {
  const burst: DemoBurst = { ...asked, id: randomUUID(), askedAt: now.toISOString(), state: 'asked', taken: 0, refused: 0, endedAt: null }
  await db.$transaction(async (tx) => {
    await addBurst(tx, burst, now)
    await recordAudit(tx, { at: now, actor, action: 'demo: let it happen', subject: `account ${asked.account}`, after: asked })
  })
  return { id: burst.id }
}

/**
 * An admin lets a burst happen: from the next demo account on mx01 that may still send.
 *
 * @throws AppError `conflict` while one is under way, or when every account of the demo is locked
 */
export async function letItHappen(doing: Doing): Promise<AskedBurst & { id: string }> {
  const { db, now } = doing
  const { bursts, locked } = await db.$transaction(async (tx) => ({ bursts: await holdBursts(tx), locked: await findLockedNames(tx) }))
  if (bursts.some((burst) => isUnderWay(burst, now))) throw new AppError('conflict', 'a burst is under way', { userMessageKey: 'errors.demo.under-way' })
  const account = nextBurstAccount(locked)
  if (!account) throw new AppError('conflict', 'all demo accounts are locked', { userMessageKey: 'errors.demo.all-locked' })

  const asked = { account, host: BURST_HOST, mails: BURST_MAILS }
  return { ...asked, ...(await askForBurst(doing, asked)) }
}
