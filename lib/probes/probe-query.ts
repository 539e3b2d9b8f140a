import * as z from 'zod'
import { listAddress, listPage, listText } from '../list-address.ts'

export const FLEET_VIEWS = ['all', '25', '587', '465', 'configuration'] as const
export type FleetView = (typeof FLEET_VIEWS)[number]

/** Which ports are looked at, what host is looked for, the host and check that is open, the kind whose hosts are all shown: in the address. */
export const probeQuery = z.object({
  view: z.enum(FLEET_VIEWS).catch('all').default('all'),
  q: listText.default(''),
  host: z.string().min(1).max(253).nullable().catch(null).default(null),
  check: z.string().min(1).max(60).nullable().catch(null).default(null),
  whole: z.string().max(20).nullable().catch(null).default(null),
  page: listPage.default(1),
})
export type ProbeQuery = z.infer<typeof probeQuery>

export function probesHref(query: ProbeQuery, change: Partial<ProbeQuery>): string {
  return listAddress('/support/probes', { ...query, ...change }, probeQuery.parse({}))
}

/** The way to one check of a host. */
export function cellHref(host: string, check: string): string {
  return probesHref(probeQuery.parse({}), { host, check })
}
