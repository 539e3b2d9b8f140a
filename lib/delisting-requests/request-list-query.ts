import * as z from 'zod'
import { listAddress, listPage, listText } from '../list-address.ts'
import { addressees } from './delisting-request.ts'

export const requestShows = ['open', 'draft', 'asked', 'answered', 'closed'] as const

/** Filters of the list of requests, as they stand in the address. What does not fit falls back, an address never fails. */
export const requestListQuery = z.object({
  show: z.enum(requestShows).catch('open'),
  to: z.enum(addressees).optional().catch(undefined),
  q: listText,
  page: listPage,
})
export type RequestListQuery = z.infer<typeof requestListQuery>

/** The address of the list with some filters changed. Going to another filter starts at the first page. */
export function requestListHref(query: RequestListQuery, change: Partial<RequestListQuery>): string {
  return listAddress('/support/requests', { ...query, page: 1, ...change }, requestListQuery.parse({}))
}

const texts = z.preprocess((given) => (given === undefined ? [] : Array.isArray(given) ? given : [given]), z.array(z.string().trim().max(253)).max(256)).catch([])
const one = z.string().trim().min(1).max(100).optional().catch(undefined)

/** What the page of a new request is opened with: `?list=ID&target=IP`, `?receiver=ID`, `?incident=N`. */
export const newRequestQuery = z.object({ list: one, receiver: one, target: texts, incident: z.coerce.number().int().positive().max(999_999_999).optional().catch(undefined) })
export type NewRequestQuery = z.infer<typeof newRequestQuery>
