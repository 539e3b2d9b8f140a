import * as z from 'zod'
import { listAddress, listPage, listText } from '../list-address.ts'

/** Filters of the list of tickets, as they stand in the address. What does not fit falls back, an address never fails. */
export const ticketListQuery = z.object({
  waits: z.enum(['us', 'customer', 'all', 'closed']).catch('all'),
  q: listText,
  mine: z.literal('1').transform(() => true).or(z.undefined().transform(() => false)).catch(false),
  page: listPage,
})
export type TicketListQuery = z.infer<typeof ticketListQuery>

/** The address of the list with some filters changed. Going to another filter starts at the first page. */
export function ticketListHref(query: TicketListQuery, change: Partial<TicketListQuery>): string {
  return listAddress('/support/tickets', { ...query, page: 1, ...change }, ticketListQuery.parse({}))
}
