import type { Db, Tx } from '../db.ts'
import { looks } from './host-check.ts'
import { ANSWER_WITHIN_MS, mailbox, roundTripOutcome, TRIES_MAX, TRY_AGAIN_AFTER_MS, type Mailbox, type RoundTripOutcome } from './round-trip.ts'

export type OpenRoundTrip = { id: number; hostId: number; mailbox: Mailbox; recipient: string; sender: string; mark: string; state: string; askedAt: Date; reply: string | null }

const OPEN = { id: true, hostId: true, mailbox: true, recipient: true, sender: true, mark: true, state: true, askedAt: true, reply: true } as const

/** Round trips that are under way. */
export async function listOpenRoundTrips(db: Db | Tx): Promise<OpenRoundTrip[]> {
  const rows = await db.roundTrip.findMany({ where: { state: { not: 'over' } }, orderBy: { id: 'asc' }, select: OPEN })
  return rows.map((row) => ({ ...row, mailbox: mailbox.parse(row.mailbox) }))
}

/** Whose answer comes in at this address; null when none is waited for. */
export async function findRoundTripBySender(db: Db, sender: string): Promise<OpenRoundTrip | null> {
  const row = await db.roundTrip.findFirst({ where: { sender, state: { not: 'over' } }, select: OPEN })
  return row && { ...row, mailbox: mailbox.parse(row.mailbox) }
}

export type NewRoundTrip = { hostId: number; mailbox: Mailbox; recipient: string; sender: string; mark: string; askedAt: Date; askedById: number }

export async function createRoundTrip(tx: Tx, trip: NewRoundTrip): Promise<void> {
  await tx.roundTrip.create({ data: { ...trip, state: 'asked' } })
}

/** The last one to this address through this host. */
export async function findLastRoundTrip(tx: Tx, hostId: number, recipient: string): Promise<{ state: string; askedAt: Date } | null> {
  return tx.roundTrip.findFirst({ where: { hostId, recipient }, orderBy: { id: 'desc' }, select: { state: true, askedAt: true } })
}

/**
 * Takes one to be sent. It waits from here on: whoever dies in the middle leaves a mail of which nobody knows whether the host has it,
 * and which is not sent again.
 *
 * @returns false when somebody else sends it, or when it is not its turn
 */
export async function claimRoundTrip(db: Db, id: number, now: Date): Promise<boolean> {
  const { count } = await db.roundTrip.updateMany({
    where: { id, state: 'asked', tries: { lt: TRIES_MAX }, OR: [{ triedAt: null }, { triedAt: { lte: new Date(now.getTime() - TRY_AGAIN_AFTER_MS) } }] },
    data: { state: 'waiting', triedAt: now, tries: { increment: 1 } },
  })
  return count > 0
}

/** What the server said to it. `mayComeAgain`: it has not the mail, and may take it the next time. */
export async function noteReply(db: Db, id: number, { reply, mayComeAgain }: { reply: string; mayComeAgain: boolean }): Promise<void> {
  await db.roundTrip.updateMany({ where: { id, state: 'waiting' }, data: { reply, ...(mayComeAgain && { state: 'asked' }) } })
}

export async function countTries(db: Db, id: number): Promise<number> {
  return (await db.roundTrip.findUnique({ where: { id }, select: { tries: true } }))?.tries ?? 0
}

/** @returns false when it was over before */
export async function endRoundTripRow(tx: Tx, id: number, outcome: RoundTripOutcome, endedAt: Date): Promise<boolean> {
  const { count } = await tx.roundTrip.updateMany({ where: { id, state: { not: 'over' } }, data: { state: 'over', outcome, endedAt } })
  return count > 0
}

/** Those whose answer did not come in time. */
export async function listLateRoundTrips(db: Db, now: Date): Promise<OpenRoundTrip[]> {
  const late = now.getTime() - ANSWER_WITHIN_MS
  return (await listOpenRoundTrips(db)).filter(({ askedAt }) => askedAt.getTime() <= late)
}

/** The domain whose mail a host takes, as the last look at its recipients tells; null while nobody has found one. */
export async function findProbedDomain(db: Db | Tx, hostId: number): Promise<string | null> {
  const rows = await db.hostCheck.findMany({ where: { hostId, source: 'probe', check: { in: ['postmaster-accepted', 'abuse-accepted'] } }, orderBy: { checkedAt: 'desc' }, select: { looks: true } })
  const recipient = rows.flatMap((row) => looks.parse(row.looks)).map(({ parameters }) => parameters.recipient).find((one) => one !== undefined)
  return recipient?.split('@')[1] ?? null
}

export type LastRoundTrip = { mailbox: Mailbox; recipient: string; state: string; outcome: RoundTripOutcome | null; askedAt: Date; endedAt: Date | null; reply: string | null; askedBy: string }

/** The last round trip to each mailbox of a host. */
export async function listLastRoundTrips(db: Db, hostId: number): Promise<LastRoundTrip[]> {
  const rows = await db.roundTrip.findMany({
    where: { hostId }, orderBy: { id: 'desc' }, distinct: ['mailbox'],
    select: { mailbox: true, recipient: true, state: true, outcome: true, askedAt: true, endedAt: true, reply: true, askedBy: { select: { name: true } } },
  })
  return rows.map(({ askedBy, ...row }) => ({ ...row, mailbox: mailbox.parse(row.mailbox), outcome: roundTripOutcome.nullable().parse(row.outcome), askedBy: askedBy?.name ?? '' }))
}
