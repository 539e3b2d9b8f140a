import { storyOf } from '../probes/check-catalogue.ts'
import { isAcknowledged } from '../probes/host-check.ts'
import type { FailingCheck } from '../probes/host-check-records.ts'
import { cellHref } from '../probes/probe-query.ts'
import { NOW_SHAPES, type NowRow } from './now-row.ts'

/** Checks of hosts that fail, harm now, and that nobody said are known: one for each host and story. */
export function failingStories(checks: FailingCheck[], now: Date): FailingCheck[] {
  const open = checks.filter((one) => !isAcknowledged(one, now))
  return [...new Map(open.toReversed().map((one) => [`${one.host} ${storyOf(one.check)}`, one])).values()].reverse()
}

/** One row per check and kind of host, as incidents are: hosts of a kind are set up alike. It comes back when another host joins. */
export function checkRows(checks: FailingCheck[], now: Date): NowRow[] {
  const stories = Map.groupBy(failingStories(checks, now), ({ check, hostKind }) => `${storyOf(check)} ${hostKind}`)
  return [...stories.values()].flatMap((own): NowRow[] => {
    const [first] = own
    if (!first) return []
    const since = own.map((one) => one.since).reduce((least, at) => (at < least ? at : least))
    const incident = own.find(({ incidentNumber }) => incidentNumber !== null)?.incidentNumber
    const check = storyOf(first.check)
    return [{
      rowKey: `failing-check:${check}:${first.hostKind}:${since.getTime()}:${own.length}`, kind: 'failing-check', shape: NOW_SHAPES['failing-check'], since,
      who: own.length === 1 ? first.host : own.slice(0, 3).map(({ host }) => host).join(', '),
      what: { hosts: own.length, check },
      next: own.length === 1 || incident === undefined ? 'cure-check' : 'open-incident',
      href: own.length === 1 || incident === undefined ? cellHref(first.host, first.check) : `/support/incidents/${incident}`,
    }]
  })
}
