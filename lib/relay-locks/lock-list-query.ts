import * as z from 'zod'
import { listAddress, listPage, listText } from '../list-address.ts'

/** Filters of the list of locks in the address: whom it waits for, or what is over. */
export const lockListQuery = z.object({
  waits: z.enum(['us', 'customer', 'watch', 'all', 'closed']).catch('all'),
  q: listText,
  page: listPage,
})
export type LockListQuery = z.infer<typeof lockListQuery>

export function lockListHref(query: LockListQuery, change: Partial<LockListQuery>): string {
  return listAddress('/support/locks', { ...query, page: 1, ...change }, lockListQuery.parse({}))
}
