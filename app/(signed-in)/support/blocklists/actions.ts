'use server'

import { revalidatePath } from 'next/cache'
import { supportAction } from '../../../../lib/access/action.ts'
import { checkListsInput } from '../../../../lib/blocklists/check-lists.ts'
import { checkListsNow } from '../../../../lib/cases/check-lists-now.ts'

/** Has lists asked at once about everything or about one target. */
export const checkNow = supportAction('see-desk', checkListsInput, async ({ input, doing }) => {
  await checkListsNow(doing, input)
  revalidatePath('/support/blocklists')
})
