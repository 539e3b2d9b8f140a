'use server'

import { revalidatePath } from 'next/cache'
import { adminAction } from '../../../../lib/access/action.ts'
import { saveHostProbing, saveHostProbingInput } from '../../../../lib/cases/save-host-probing.ts'
import { saveProbing, saveProbingInput } from '../../../../lib/cases/save-probing.ts'

/** Says how often hosts are looked at from outside, and where answers to round trips come in. */
export const saveProbingNow = adminAction('configure', saveProbingInput, async ({ input, doing }) => {
  await saveProbing(doing, input)
  revalidatePath('/admin/probes')
})

/** Says where one host is looked at, whether anybody does, and whether its agent looks at others. */
export const saveHostProbingNow = adminAction('configure', saveHostProbingInput, async ({ input, doing }) => {
  await saveHostProbing(doing, input)
  revalidatePath('/admin/probes')
})
