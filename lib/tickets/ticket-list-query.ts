import * as z from 'zod'

/** Filters of the list of tickets, as they stand in the address. What does not fit falls back, an address never fails. */
export const ticketListQuery = z.object({
  waits: z.enum(['us', 'customer', 'all', 'closed']).catch('all'),
  q: z.string().trim().max(200).catch(''),
  mine: z.literal('1').transform(() => true).or(z.undefined().transform(() => false)).catch(false),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
})
export type TicketListQuery = z.infer<typeof ticketListQuery>

/** The address of the list with some filters changed. Going to another filter starts at the first page. */
export function ticketListHref(query: TicketListQuery, change: Partial<TicketListQuery>): string {
  const next = { ...query, page: 1, ...change }
  const search = new URLSearchParams()
  if (next.waits !== 'all') search.set('waits', next.waits)
  if (next.q !== '') search.set('q', next.q)
  if (next.mine) search.set('mine', '1')
  if (next.page > 1) search.set('page', String(next.page))
  const text = search.toString()
  return text === '' ? '/support/tickets' : `/support/tickets?${text}`
}
