import 'server-only'
import { may } from '../access/permissions.ts'
import type { Viewer } from '../access/viewer.ts'
import { webDb } from '../access/web-desk.ts'
import { knownReceiver } from '../receivers/catalogue.ts'
import { isReceiverId } from '../receivers/receiver-id.ts'
import { receiverName } from '../receivers/receiver-name.ts'
import type { Receiver } from '../receivers/receiver.ts'
import { spanOf, type DeliveryPeriod } from './delivery-period.ts'
import { listMatrixHosts } from './matrix-records.ts'
import { firstOf, hitCustomers, isAgainstUs, receiverBins, receiverHosts, tellHosts, totalOf, type HitCustomer, type ReceiverBin, type ToldHost } from './receiver-page.ts'
import { customersBehind, listHostPairs, listReplies, REPLIES_READ_MAX, sumByBin, sumRefusalsByHost } from './receiver-records.ts'
import { classGroups, type ClassGroup } from './reply-groups.ts'

export type ReceiverPage = {
  id: string
  name: string
  /** What is known of it; null for a domain that the catalogue does not hold. */
  known: Receiver | null
  /** The worst ones, or all; of `hostCount`. */
  hosts: ToldHost[]
  hostCount: number
  isRefusing: boolean
  total: ReturnType<typeof totalOf>
  /** The first refusal about us in the period, on any host. */
  firstRefused: ToldHost['firstRefused']
  bins: ReceiverBin[]
  groups: ClassGroup[]
  hit: HitCustomer[]
  /** Samples that were read; `areAll` false when there are more in the period than are looked at. */
  samples: { count: number; areAll: boolean }
  /** When the youngest word of any of its hosts came; null when none was ever heard. */
  readAt: string | null
}

/** So many of the worst hosts are told of at first. */
export const HOSTS_SHOWN = 25

/** What a receiver does to us, since when, and what can be done; null for what can be no receiver. */
export async function getReceiver(viewer: Viewer, id: string, { period, now, areAllHosts = false }: { period: DeliveryPeriod; now: Date; areAllHosts?: boolean }): Promise<ReceiverPage | null> {
  if (!may(viewer, 'see-desk')) return null
  const known = knownReceiver(id) ?? null
  if (!isReceiverId(id)) return null
  const db = webDb()
  const span = spanOf(period, now)
  const [all, pairs, bins, replies] = await Promise.all([listMatrixHosts(db), listHostPairs(db, id, period, now), sumByBin(db, id, span), listReplies(db, { receiver: id }, span.from)])
  const found = receiverHosts(all, pairs)
  const shown = areAllHosts ? found : found.slice(0, HOSTS_SHOWN)
  const [behind, refusals] = await Promise.all([
    customersBehind(db, [...new Set(replies.flatMap(({ account }) => account ?? []))]),
    sumRefusalsByHost(db, id, span, areAllHosts ? null : shown.map(({ host }) => host.id)),
  ])
  return {
    id, known, name: receiverName(id), hosts: tellHosts(shown, refusals, span), hostCount: found.length, isRefusing: found[0]?.state === 'refused', total: totalOf(found),
    firstRefused: firstOf(bins.filter(isAgainstUs), span),
    bins: receiverBins(bins, span), groups: classGroups(bins, replies), hit: hitCustomers(replies, behind),
    samples: { count: replies.length, areAll: replies.length < REPLIES_READ_MAX },
    readAt: found.flatMap(({ host }) => host.lastReadAt ?? []).sort().at(-1) ?? null,
  }
}
