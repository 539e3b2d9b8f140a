'use server'

import { revalidatePath } from 'next/cache'
import { getTranslations } from 'next-intl/server'
import type { SearchHit } from '../../../components/frame/search-answer.ts'
import { supportAction } from '../../../lib/access/action.ts'
import { snoozeInput, unsnoozeInput } from '../../../lib/now/now-row.ts'
import { snoozeRow, unsnoozeRow } from '../../../lib/now/snooze-row.ts'
import { searchDesk } from '../../../lib/search/search-views.ts'
import { searchInput, type Found } from '../../../lib/search/search.ts'

/** Puts a row of Now off for whoever asks. */
export const snooze = supportAction('see-desk', snoozeInput, async ({ input, doing }) => {
  await snoozeRow(doing, input)
  revalidatePath('/support', 'layout')
})

export const unsnooze = supportAction('see-desk', unsnoozeInput, async ({ input, doing }) => {
  await unsnoozeRow(doing, input)
  revalidatePath('/support', 'layout')
})

/** What the palette (⌘K) finds; changes nothing. */
export const search = supportAction('see-desk', searchInput, async ({ viewer, input, doing }): Promise<SearchHit[]> => {
  const t = await getTranslations('frame.search.found')
  const found = await searchDesk(doing.db, viewer, input)
  return found.map((hit) => ({ key: `${hit.kind} ${hit.href} ${hit.title}`, kind: t(hit.kind), title: hit.title, about: hit.about, href: hit.href, isMono: isMono(hit) }))
})

function isMono({ kind }: Found): boolean {
  return kind !== 'customer' && kind !== 'ticket'
}
