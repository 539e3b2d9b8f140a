'use server'

import { revalidatePath } from 'next/cache'
import { adminAction } from '../../../../lib/access/action.ts'
import { saveDeskInput, saveDeskSetting } from '../../../../lib/cases/save-desk.ts'

/** Saves who the provider is to his customers; the name stands in the head of every page. */
export const saveProvider = adminAction('configure', saveDeskInput, async ({ input, doing }) => {
  await saveDeskSetting(doing, input)
  revalidatePath('/', 'layout')
})
