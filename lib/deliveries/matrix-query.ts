import * as z from 'zod'
import { listAddress, listPage, listText } from '../list-address.ts'
import { matrixPeriods } from './matrix.ts'

/** The period, the pair of host and receiver that is looked at, the site whose hosts are all shown, what host is looked for, the page of hosts: in the address. */
export const matrixQuery = z.object({
  period: z.enum(matrixPeriods).catch('60m'),
  host: z.string().min(1).max(200).nullable().catch(null).default(null),
  receiver: z.string().min(1).max(100).nullable().catch(null).default(null),
  q: listText.default(''),
  page: listPage.default(1),
  whole: z.string().max(100).nullable().catch(null).default(null),
})
export type MatrixQuery = z.infer<typeof matrixQuery>

const PLAIN = matrixQuery.parse({})

export function matrixHref(query: MatrixQuery, change: Partial<MatrixQuery>): string {
  return listAddress('/support/deliverability', { ...query, ...change }, PLAIN)
}

/** Kept by the browser: which receivers have a column of the matrix. */
export const COLUMNS_COOKIE = 'relayward-matrix-columns'
