import * as z from 'zod'
import { listAddress } from '../list-address.ts'
import { incidentKind } from './incident.ts'

export const incidentShows = ['all', 'open', 'over'] as const

/** Filters of the list of incidents in the address, and the number after which the page begins. */
export const incidentListQuery = z.object({
  show: z.enum(incidentShows).catch('all'),
  kind: incidentKind.optional().catch(undefined),
  before: z.coerce.number().int().min(1).max(999_999_999).nullable().catch(null),
})
export type IncidentListQuery = z.infer<typeof incidentListQuery>

/** What the view asks for: only open ones, only those that are over, or both. */
export function isOpenOf(show: IncidentListQuery['show']): boolean | undefined {
  return show === 'all' ? undefined : show === 'open'
}

/** The list's address with some of it changed; another filter begins at the newest. `kept` is what else stands in it. */
export function incidentListHref(path: string, query: IncidentListQuery, change: Partial<IncidentListQuery>, kept: Record<string, string> = {}): string {
  const next = { ...kept, ...query, before: null, ...change }
  return listAddress(path, next, { show: 'all', kind: undefined, before: null })
}

/** The number in an incident's address; null for anything that is none. */
export function readIncidentNumber(text: string): number | null {
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null
}
