import * as z from 'zod'

/** Filters of the list of locks in the address: whom it waits for, or what is over. */
export const lockListQuery = z.object({
  waits: z.enum(['us', 'customer', 'watch', 'all', 'closed']).catch('all'),
  q: z.string().trim().max(200).catch(''),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
})
export type LockListQuery = z.infer<typeof lockListQuery>

export function lockListHref(query: LockListQuery, change: Partial<LockListQuery>): string {
  const next = { ...query, page: 1, ...change }
  const search = new URLSearchParams()
  if (next.waits !== 'all') search.set('waits', next.waits)
  if (next.q !== '') search.set('q', next.q)
  if (next.page > 1) search.set('page', String(next.page))
  const text = search.toString()
  return text === '' ? '/support/locks' : `/support/locks?${text}`
}
