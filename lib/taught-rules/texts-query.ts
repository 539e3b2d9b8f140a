import * as z from 'zod'
import { listAddress, listPage, listText } from '../list-address.ts'

export const TEXTS_PER_PAGE = 40

/** Texts without a name or rules that were taught, what is looked for, and the text that is being named, in the address. */
export const textsQuery = z.object({
  show: z.enum(['texts', 'rules']).catch('texts').default('texts'),
  q: listText.default(''),
  page: listPage.default(1),
  name: z.coerce.number().int().min(1).max(2_147_483_647).nullable().catch(null).default(null),
})
export type TextsQuery = z.infer<typeof textsQuery>

export function textsHref(query: TextsQuery, change: Partial<TextsQuery>): string {
  return listAddress('/support/deliverability/texts', { ...query, ...(!('name' in change) && !('page' in change) && { page: 1 }), ...change }, textsQuery.parse({}))
}
