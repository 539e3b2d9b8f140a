import { receiverName } from '../receivers/receiver-name.ts'
import type { TroubledPair } from '../receiver-standings/standing-records.ts'
import { NOW_SHAPES, type NowRow } from './now-row.ts'

/** One row per receiver that takes less than usual. It comes back when it gets worse: with another kind or more hosts. */
export function receiverRows(pairs: TroubledPair[], hosts: number): NowRow[] {
  return [...Map.groupBy(pairs, ({ receiver }) => receiver)].map(([receiver, own]): NowRow => {
    const refusing = own.filter(({ state }) => state === 'refused').length
    const kind = refusing > 0 ? 'receiver-refuses' : 'receiver-defers'
    const incident = own.find(({ incidentNumber }) => incidentNumber !== null)?.incidentNumber
    const worst = refusing > 0 ? 'refused' : 'deferring'
    const since = own.filter(({ state }) => state === worst).map((pair) => pair.firstAt ?? pair.since).reduce((first, at) => (at < first ? at : first))
    return {
      rowKey: `${kind}:${receiver}:${since.getTime()}:${own.length}`, kind, shape: NOW_SHAPES[kind], who: receiverName(receiver), since, next: 'open-incident',
      what: { refusing, deferring: own.length - refusing, hosts },
      href: incident === undefined ? '/support/deliverability' : `/support/incidents/${incident}`,
    }
  })
}
