import * as z from 'zod'
import { listAddress, listPage, listText } from '../list-address.ts'

export const accountShows = ['all', 'busy', 'locked', 'nobody'] as const

/** Filters of the list of accounts in the address: which accounts, a text, a page. */
export const accountListQuery = z.object({
  show: z.enum(accountShows).catch('all'),
  q: listText,
  page: listPage,
})
export type AccountListQuery = z.infer<typeof accountListQuery>

export const ACCOUNTS_PER_PAGE = 50

/** The list's address with some of it changed; another filter begins at its first page. */
export function accountListHref(query: AccountListQuery, change: Partial<AccountListQuery>): string {
  return listAddress('/support/accounts', { ...query, page: 1, ...change }, accountListQuery.parse({}))
}

const HOUR_MS = 3_600_000

/** Hours are told whole, so a rate is counted from the start of the hour before: over one to two hours, never over minutes. */
export function rateSince(now: Date): Date {
  return new Date(Math.floor(now.getTime() / HOUR_MS) * HOUR_MS - HOUR_MS)
}

/** Mails an hour out of those since `rateSince`. */
export function perHour(messages: number, now: Date): number {
  return Math.round((messages * HOUR_MS) / (now.getTime() - rateSince(now).getTime()))
}
