'use server'

import { revalidatePath } from 'next/cache'
import { adminAction } from '../../../../lib/access/action.ts'
import { saveSending, saveSendingInput } from '../../../../lib/cases/save-sending.ts'

/** Saves what the provider says of his own sending; every domain is held against it from its next look on. */
export const saveSendingNow = adminAction('configure', saveSendingInput, async ({ input, doing }) => {
  await saveSending(doing, input)
  revalidatePath('/admin/sending')
})
