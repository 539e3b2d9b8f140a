import type { Tx } from '../db.ts'
import type { EventOf } from '../protocol/events.ts'

/** What an account did in one hour on one host, counted from the hour's start: a later telling replaces an earlier one. */
export async function storeAccountHour(tx: Tx, accountId: number, hostId: number, event: EventOf<'activity'>): Promise<void> {
  const { kind: _kind, account: _account, hour, ...figures } = event
  const key = { accountId, hostId, hour: new Date(hour) }
  await tx.accountHour.upsert({ where: { accountId_hour_hostId: key }, update: figures, create: { ...key, ...figures } })
}

/** Attempts refused by the lock since the start of the hour before `now`, over all hosts. */
export async function refusedLately(tx: Tx, accountId: number, now: Date): Promise<{ refused: number; lastHour: Date | null }> {
  const since = new Date(Math.floor(now.getTime() / 3_600_000) * 3_600_000 - 3_600_000)
  const found = await tx.accountHour.aggregate({ where: { accountId, hour: { gte: since }, refused: { gt: 0 } }, _sum: { refused: true }, _max: { hour: true } })
  return { refused: found._sum.refused ?? 0, lastHour: found._max.hour }
}

/** Where the account last did something; null when it was never seen sending. */
export async function latestHostOfAccount(tx: Tx, accountId: number): Promise<number | null> {
  const row = await tx.accountHour.findFirst({ where: { accountId, messages: { gt: 0 } }, orderBy: { hour: 'desc' }, select: { hostId: true } })
  return row?.hostId ?? null
}
