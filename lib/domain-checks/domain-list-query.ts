import * as z from 'zod'
import { listAddress, listPage, listText } from '../list-address.ts'

export const domainShows = ['harmed', 'failing', 'unknown', 'ours', 'all'] as const
export type DomainShow = (typeof domainShows)[number]

/** Filters of the list of sending domains in the address. */
export const domainListQuery = z.object({ show: z.enum(domainShows).catch('all'), q: listText, page: listPage })
export type DomainListQuery = z.infer<typeof domainListQuery>

export const DOMAINS_PER_PAGE = 50
const PATH = '/support/domains'

/** The list's address with some of it changed; another filter begins at its first page. */
export function domainListHref(query: DomainListQuery, change: Partial<DomainListQuery>): string {
  return listAddress(PATH, { ...query, page: 1, ...change }, domainListQuery.parse({}))
}

export function domainPath(domain: string): string {
  return `${PATH}/${encodeURIComponent(domain)}`
}
