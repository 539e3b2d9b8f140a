import 'server-only'
import { may } from '../access/permissions.ts'
import type { Viewer } from '../access/viewer.ts'
import type { Db } from '../db.ts'
import { deliveryOutcome } from '../protocol/deliveries.ts'
import { knownReceiver } from '../receivers/catalogue.ts'
import { receiverName } from '../receivers/receiver-name.ts'
import { spanOf } from './delivery-period.ts'
import { addToPair, deliveredShare, emptyPair } from './matrix.ts'
import { listed, orderReceivers, type ListedReceiver } from './receiver-list.ts'
import { sumReceiverBins, sumReceivers } from './receiver-list-records.ts'
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

/** The receivers to look at first: known ones, of these those in trouble, then the largest; of the last hour, with half a day before it. */
export async function receiverLines(db: Db, viewer: Asking, now: Date): Promise<ReceiverLine[]> {
  if (!may(viewer, 'see-desk')) return []
  const lines = orderReceivers(await listAll(db, '60m', now), { sort: 'trouble', q: '' }).toSorted((a, b) => Number(b.isKnown) - Number(a.isKnown)).slice(0, LINES)
  if (lines.length === 0) return []
  const span = spanOf('24h', now)
  const sums = await sumReceiverBins(db, lines.map(({ receiver }) => receiver), span)
  return lines.map((line) => ({ ...line, trend: trendOf(sums.filter(({ receiver }) => receiver === line.receiver), span.bins) }))
}

async function listAll(db: Db, period: ReceiverListQuery['period'], now: Date): Promise<ListedReceiver[]> {
  const sums = await sumReceivers(db, period, now)
  return sums.map((sum) => listed(sum, { name: receiverName(sum.receiver), isKnown: knownReceiver(sum.receiver) !== undefined }))
}

function trendOf(sums: Awaited<ReturnType<typeof sumReceiverBins>>, bins: number): (number | null)[] {
  return Array.from({ length: TREND_HOURS }, (_, n) => {
    const own = sums.filter(({ bin }) => bin === bins - TREND_HOURS + n)
    const pair = emptyPair()
    for (const sum of own) addToPair(pair, { ...sum, outcome: deliveryOutcome.parse(sum.outcome) })
    return deliveredShare(pair)
  })
}
