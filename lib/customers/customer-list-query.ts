import * as z from 'zod'

export const customerShows = ['all', 'locked', 'tickets'] as const

/** Filters of the list of customers in the address: which customers, a text, a page. */
export const customerListQuery = z.object({
  show: z.enum(customerShows).catch('all'),
  q: z.string().trim().max(200).catch(''),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
})
export type CustomerListQuery = z.infer<typeof customerListQuery>

export const CUSTOMERS_PER_PAGE = 50

/** The list's address with some of it changed; another filter begins at its first page. */
export function customerListHref(query: CustomerListQuery, change: Partial<CustomerListQuery>): string {
  const next = { ...query, page: 1, ...change }
  const search = new URLSearchParams()
  if (next.show !== 'all') search.set('show', next.show)
  if (next.q !== '') search.set('q', next.q)
  if (next.page > 1) search.set('page', String(next.page))
  const text = search.toString()
  return text === '' ? '/support/customers' : `/support/customers?${text}`
}

export function customerPath(number: string): string {
  return `/support/customers/${encodeURIComponent(number)}`
}
