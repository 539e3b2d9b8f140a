import * as z from 'zod'
import { listAddress, listPage, listText } from '../list-address.ts'

/** What host is looked for, and the page, in the address. */
export const hostListQuery = z.object({ q: listText, page: listPage })
export type HostListQuery = z.infer<typeof hostListQuery>

export const HOSTS_PER_PAGE = 50

export function hostListHref(query: HostListQuery, change: Partial<HostListQuery>): string {
  return listAddress('/support/hosts', { ...query, ...change }, hostListQuery.parse({}))
}

/** Whether all words are parts of the host's name, site, kind or addresses. */
export function isHostFound(host: { name: string; site: string; kind: string; ips: string[] }, search: string): boolean {
  const words = search.toLowerCase().split(/\s+/).filter((word) => word !== '')
  return words.every((word) => [host.name, host.site, host.kind, ...host.ips].some((text) => text.toLowerCase().includes(word)))
}
