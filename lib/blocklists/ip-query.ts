import * as z from 'zod'
import { listAddress } from '../list-address.ts'
import { ipHref } from './list-matrix-query.ts'

export const ipSpans = ['30', '90'] as const

/** How many days of an address's history are shown, in the address of the page. */
export const ipQuery = z.object({ days: z.enum(ipSpans).catch('30') })
export type IpQuery = z.infer<typeof ipQuery>

export function ipPageHref(ip: string, query: Partial<IpQuery>): string {
  const whole = ipQuery.parse({})
  return listAddress(ipHref(ip), { ...whole, ...query }, whole)
}
