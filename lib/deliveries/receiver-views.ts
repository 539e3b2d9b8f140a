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
import { firstOf, hitCustomers, receiverBins, receiverHosts, totalOf, type HitCustomer, type ReceiverBin, type ReceiverHost } from './receiver-page.ts'
import { customersBehind, listReplies, REPLIES_READ_MAX, sumByBin, sumByHost } from './receiver-records.ts'
import { classGroups, type ClassGroup } from './reply-groups.ts'
import { isAboutUs } from './matrix.ts'

export type ReceiverPage = {
  id: string
  name: string
  /** What is known of it; null for a domain that the catalogue does not hold. */
  known: Receiver | null
  hosts: ReceiverHost[]
  total: ReturnType<typeof totalOf>
  /** The first refusal about us in the period, on any host. */
  firstRefused: ReceiverHost['firstRefused']
  bins: ReceiverBin[]
  groups: ClassGroup[]
  hit: HitCustomer[]
  /** Samples that were read; `areAll` false when there are more in the period than are looked at. */
  samples: { count: number; areAll: boolean }
  /** When the youngest word of any of its hosts came; null when none was ever heard. */
  readAt: string | null
}

/** What a receiver does to us, since when, and what can be done; null for what can be no receiver. */
export async function getReceiver(viewer: Viewer, id: string, { period, now }: { period: DeliveryPeriod; now: Date }): Promise<ReceiverPage | null> {
  if (!may(viewer, 'see-desk')) return null
  const known = knownReceiver(id) ?? null
  if (!isReceiverId(id)) return null
  const db = webDb()
  const span = spanOf(period, now)
  const [all, sums, bins, replies] = await Promise.all([listMatrixHosts(db), sumByHost(db, id, span), sumByBin(db, id, span), listReplies(db, { receiver: id }, span.from)])
  const behind = await customersBehind(db, [...new Set(replies.flatMap(({ account }) => account ?? []))])
  const hosts = receiverHosts(all, sums, span)
  const reads = hosts.flatMap(({ host }) => host.lastReadAt ?? [])
  return {
    id, known, name: receiverName(id), hosts, total: totalOf(hosts),
    firstRefused: firstOf(sums.filter(({ outcome, refusalClass }) => outcome !== 'delivered' && isAboutUs(refusalClass)), span),
    bins: receiverBins(bins, span), groups: classGroups(sums, replies), hit: hitCustomers(replies, behind),
    samples: { count: replies.length, areAll: replies.length < REPLIES_READ_MAX },
    readAt: reads.sort().at(-1) ?? null,
  }
}
