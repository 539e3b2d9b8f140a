'use server'

import { revalidatePath } from 'next/cache'
import { adminAction } from '../../../../lib/access/action.ts'
import { savePolicy } from '../../../../lib/cases/save-policy.ts'
import { savePolicyInput } from '../../../../lib/policies/policy.ts'

/** Saves the policy that holds for everybody, with a reason, and gives its limits to all hosts. */
export const saveDeskPolicy = adminAction('configure', savePolicyInput, async ({ input, doing }) => {
  await savePolicy(doing, input)
  revalidatePath('/admin/policies')
})
