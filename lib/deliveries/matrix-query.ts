import * as z from 'zod'
import { listAddress } from '../list-address.ts'
import { matrixPeriods } from './matrix.ts'

/** The period, the pair of host and receiver that is looked at, and the site whose hosts are all shown, in the address. */
export const matrixQuery = z.object({
  period: z.enum(matrixPeriods).catch('60m'),
  host: z.string().min(1).max(200).nullable().catch(null).default(null),
  receiver: z.string().min(1).max(100).nullable().catch(null).default(null),
  whole: z.string().max(100).nullable().catch(null).default(null),
})
export type MatrixQuery = z.infer<typeof matrixQuery>

export function matrixHref(query: MatrixQuery, change: Partial<MatrixQuery>): string {
  return listAddress('/support/deliverability', { ...query, ...change }, matrixQuery.parse({}))
}
