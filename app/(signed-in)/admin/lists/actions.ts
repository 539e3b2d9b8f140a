'use server'

import { revalidatePath } from 'next/cache'
import { adminAction } from '../../../../lib/access/action.ts'
import { webDesk } from '../../../../lib/access/web-desk.ts'
import { saveListDesk, saveListDeskInput } from '../../../../lib/cases/save-list-desk.ts'
import { saveListKey, saveListKeyInput } from '../../../../lib/cases/save-list-key.ts'
import { saveListSetting, saveListSettingInput } from '../../../../lib/cases/save-list-setting.ts'

/** Whether a list is asked and what its listings weigh. */
export const saveSetting = adminAction('change-lists', saveListSettingInput, async ({ input, doing }) => {
  await saveListSetting(doing, input)
  revalidatePath('/admin/lists')
})

/** Sets a paid key or takes it away. The key is in no answer. */
export const saveKey = adminAction('configure', saveListKeyInput, async ({ input, doing }) => {
  await saveListKey(doing, webDesk().env.RELAYWARD_SECRET, input)
  revalidatePath('/admin/lists')
})

/** Through which resolvers lists are asked, and how often. */
export const saveAsking = adminAction('configure', saveListDeskInput, async ({ input, doing }) => {
  await saveListDesk(doing, input)
  revalidatePath('/admin/lists')
})
