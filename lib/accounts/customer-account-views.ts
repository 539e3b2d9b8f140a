import 'server-only'
import type { Viewer } from '../access/viewer.ts'
import { webDb } from '../access/web-desk.ts'
import { listHeadersRead, type HeadersRead } from '../audit/story-records.ts'
import { findLeftAtRelapse } from '../guarded-unlocks/watch-records.ts'
import { hasDoor } from '../notices/notice-records.ts'
import { isLockClosed } from '../relay-locks/relay-lock.ts'
import { missingQuestions, type QuestionNumber } from '../tickets/ticket.ts'
import { countHeldByDay, listAccountsOfCustomer, type CustomerLockRow, type HeldDay } from './customer-account-records.ts'
import { burstOf, sendingState, type Burst, type SendingState } from './sending-state.ts'

export type AccountForCustomer = {
  name: string
  sending: SendingState
  /** Mails of the account that we hold back now. */
  held: number
  /** The newest lock; null when there was none or it was lifted as a false alarm long since. What left our hosts at its last relapse is null when unknown. */
  lock: { lockedAt: string; since: string; ticketNumber: number | null; burst: Burst | null; relapses: number; leftAtRelapse: number | null; missing: QuestionNumber[]; hasDoor: boolean } | null
}

type Customer = Viewer & { customerId: number }

/** The viewer's own accounts, those that cannot send first. */
export async function listOwnAccounts(viewer: Customer, now: number): Promise<AccountForCustomer[]> {
  const db = webDb()
  const rows = await listAccountsOfCustomer(db, viewer.customerId)
  const accounts = await Promise.all(rows.map(async ({ name, held, lock }) => ({
    name,
    held,
    sending: sendingState(lock && { ...lock, waitingFor: lock.ticket?.waitingFor ?? null }, now),
    lock: lock && (!isLockClosed(lock.state) || lock.state === 'ended' || lock.state === 'open') ? await lockForCustomer(lock) : null,
  })))
  return accounts.sort((a, b) => urgency(a.sending) - urgency(b.sending))
}

async function lockForCustomer(lock: CustomerLockRow): Promise<NonNullable<AccountForCustomer['lock']>> {
  return {
    lockedAt: lock.lockedAt,
    since: lock.stateSince,
    ticketNumber: lock.ticket?.number ?? null,
    burst: burstOf(lock.evidence, lock.lockedAt),
    relapses: lock.relapses,
    leftAtRelapse: lock.relapses > 0 ? await findLeftAtRelapse(webDb(), lock.id) : null,
    missing: missingQuestions(lock.ticket?.answers ?? []),
    hasDoor: await hasDoor(webDb(), lock.originHostId),
  }
}

const ORDER: SendingState[] = ['locked', 'watched', 'waiting', 'ended', 'fresh', 'open']
function urgency(state: SendingState): number {
  return ORDER.indexOf(state)
}

/** What we hold of the viewer's mail: counts only. */
export async function countOwnHeldMail(viewer: Customer, timeZone: string): Promise<HeldDay[]> {
  return countHeldByDay(webDb(), viewer.customerId, timeZone)
}

/** Who of us looked at headers of the viewer's mail. */
export async function listWhoLooked(viewer: Customer): Promise<HeadersRead[]> {
  return listHeadersRead(webDb(), viewer.customerId)
}
