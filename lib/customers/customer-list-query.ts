import * as z from 'zod'
import { listAddress, listPage, listText } from '../list-address.ts'

export const customerShows = ['all', 'locked', 'tickets'] as const

/** Filters of the list of customers in the address: which customers, a text, a page. */
export const customerListQuery = z.object({
  show: z.enum(customerShows).catch('all'),
  q: listText,
  page: listPage,
})
export type CustomerListQuery = z.infer<typeof customerListQuery>

export const CUSTOMERS_PER_PAGE = 50

/** The list's address with some of it changed; another filter begins at its first page. */
export function customerListHref(query: CustomerListQuery, change: Partial<CustomerListQuery>): string {
  return listAddress('/support/customers', { ...query, page: 1, ...change }, customerListQuery.parse({}))
}

export function customerPath(number: string): string {
  return `/support/customers/${encodeURIComponent(number)}`
}
