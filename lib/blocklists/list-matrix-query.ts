import * as z from 'zod'
import { listAddress, listText } from '../list-address.ts'

const flag = z.literal('1').nullable().catch(null).default(null)

/** What is shown of the matrix of lists, in the address: addresses or domains, a site, what is looked for, whether well rows and small lists are unfolded, the cell that is open. */
export const listMatrixQuery = z.object({
  show: z.enum(['addresses', 'domains']).catch('addresses'),
  site: z.string().max(100).nullable().catch(null).default(null),
  q: listText.default(''),
  whole: flag,
  small: flag,
  target: z.string().min(1).max(253).nullable().catch(null).default(null),
  list: z.string().min(1).max(100).nullable().catch(null).default(null),
})
export type ListMatrixQuery = z.infer<typeof listMatrixQuery>

export const NO_LIST_QUERY: ListMatrixQuery = listMatrixQuery.parse({})

export function listMatrixHref(query: ListMatrixQuery, change: Partial<ListMatrixQuery>): string {
  return listAddress('/support/blocklists', { ...query, ...change }, NO_LIST_QUERY)
}

/** The page of one address of ours. */
export function ipHref(ip: string): string {
  return `/support/ips/${encodeURIComponent(ip)}`
}

/** The page of one list. */
export function listHref(list: string): string {
  return `/support/blocklists/${encodeURIComponent(list)}`
}

/** Kept by the browser: which lists have a column. */
export const LIST_COLUMNS_COOKIE = 'relayward-list-columns'
