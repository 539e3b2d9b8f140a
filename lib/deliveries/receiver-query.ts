import * as z from 'zod'
import { listAddress, listPage, listText } from '../list-address.ts'
import { deliveryPeriods } from './delivery-period.ts'
import { matrixPeriods } from './matrix.ts'

/** The period of a receiver's page, and whether all of its hosts are shown, in the address. */
export const receiverQuery = z.object({ period: z.enum(deliveryPeriods).catch('24h'), whole: z.literal('1').nullable().catch(null).default(null) })
export type ReceiverQuery = z.infer<typeof receiverQuery>

export function receiverHref(id: string, query: Partial<ReceiverQuery> = {}): string {
  const whole = receiverQuery.parse({})
  return listAddress(`/support/receivers/${encodeURIComponent(id)}`, { ...whole, ...query }, whole)
}

export const receiverSorts = ['trouble', 'attempts', 'share', 'name'] as const
export type ReceiverSort = (typeof receiverSorts)[number]
export const RECEIVERS_PER_PAGE = 50

/** Period, text, order and page of the list of receivers, in the address. */
export const receiverListQuery = z.object({
  period: z.enum(matrixPeriods).catch('24h'),
  sort: z.enum(receiverSorts).catch('trouble'),
  q: listText,
  page: listPage,
})
export type ReceiverListQuery = z.infer<typeof receiverListQuery>

/** The list's address with some of it changed; another order or period begins at its first page. */
export function receiverListHref(query: ReceiverListQuery, change: Partial<ReceiverListQuery>): string {
  return listAddress('/support/receivers', { ...query, page: 1, ...change }, receiverListQuery.parse({}))
}
