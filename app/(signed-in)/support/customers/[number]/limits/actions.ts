'use server'

import { revalidatePath } from 'next/cache'
import { supportAction } from '../../../../../../lib/access/action.ts'
import { saveCustomerLimits } from '../../../../../../lib/cases/save-customer-limits.ts'
import { saveCustomerLimitsInput } from '../../../../../../lib/policies/policy.ts'

/** Gives one customer limits of his own, or everybody's again. */
export const saveLimits = supportAction('change-limits', saveCustomerLimitsInput, async ({ input, doing }) => {
  await saveCustomerLimits(doing, input)
  revalidatePath('/support/customers', 'layout')
})
