import 'server-only'
import { may } from '../access/permissions.ts'
import type { Viewer } from '../access/viewer.ts'
import type { Db } from '../db.ts'
import { deliveryOutcome } from '../protocol/deliveries.ts'
import { CATALOGUE, knownReceiver } from '../receivers/catalogue.ts'
import { receiverName } from '../receivers/receiver-name.ts'
import { sumHoursOfReceivers, type ReceiverHour } from './hour-sums-records.ts'
import { keepBriefly } from '../live/keep-briefly.ts'
import { addToPair, deliveredShare, emptyPair } from './matrix.ts'
import { listed, orderReceivers, type ListedReceiver } from './receiver-list.ts'
import { sumReceivers, type ReceiverSum } from './receiver-list-records.ts'
import { RECEIVERS_PER_PAGE, type ReceiverListQuery } from './receiver-query.ts'

type Asking = Pick<Viewer, 'roles'>
export type ReceiverList = { receivers: ListedReceiver[]; total: number }

/** One page of the receivers that were sent to in a period; null for whoever may not see the desk. */
export async function listReceivers(db: Db, viewer: Asking, query: ReceiverListQuery, now: Date): Promise<ReceiverList | null> {
  if (!may(viewer, 'see-desk')) return null
  const all = orderReceivers(await listAll(db, query.period, now), query)
  const first = (query.page - 1) * RECEIVERS_PER_PAGE
  return { receivers: all.slice(first, first + RECEIVERS_PER_PAGE), total: all.length }
}

/** A receiver in a strip: its share now, and hour by hour, null where nothing was counted. */
export type ReceiverLine = ListedReceiver & { trend: (number | null)[] }

const LINES = 6
const TREND_HOURS = 12
const HOUR_MS = 3_600_000

/** The receivers to look at first: known ones, of these those in trouble, then the largest; of the last hour, with half a day before it. */
export async function receiverLines(db: Db, viewer: Asking, now: Date): Promise<ReceiverLine[]> {
  if (!may(viewer, 'see-desk')) return []
  const known = await listAll(db, '60m', now, CATALOGUE.map(({ id }) => id))
  const listed = known.length >= LINES ? known : await listAll(db, '60m', now)
  const lines = orderReceivers(listed, { sort: 'trouble', q: '' }).toSorted((a, b) => Number(b.isKnown) - Number(a.isKnown)).slice(0, LINES)
  if (lines.length === 0) return []
  const from = new Date((Math.floor(now.getTime() / HOUR_MS) - TREND_HOURS + 1) * HOUR_MS)
  const sums = await sumHoursOfReceivers(db, lines.map(({ receiver }) => receiver), from, now)
  return lines.map((line) => ({ ...line, trend: trendOf(sums.filter(({ receiver }) => receiver === line.receiver), from) }))
}

/** Of so many hosts, sums take their time. */
const MANY_HOSTS = 100

async function listAll(db: Db, period: ReceiverListQuery['period'], now: Date, receivers?: string[]): Promise<ListedReceiver[]> {
  const areMany = (sums: ReceiverSum[]) => sums.some(({ hosts }) => hosts >= MANY_HOSTS)
  const sums = await keepBriefly(`receivers ${period} ${receivers ? 'known' : ''}`, areMany, () => sumReceivers(db, period, now, receivers))
  return sums.map((sum) => listed(sum, { name: receiverName(sum.receiver), isKnown: knownReceiver(sum.receiver) !== undefined }))
}

function trendOf(sums: ReceiverHour[], from: Date): (number | null)[] {
  return Array.from({ length: TREND_HOURS }, (_, n) => {
    const own = sums.filter(({ hour }) => hour.getTime() === from.getTime() + n * HOUR_MS)
    const pair = emptyPair()
    for (const sum of own) addToPair(pair, { ...sum, outcome: deliveryOutcome.parse(sum.outcome) })
    return deliveredShare(pair)
  })
}
