'use server'

import { revalidatePath } from 'next/cache'
import { supportAction } from '../../../../../lib/access/action.ts'
import { nameText } from '../../../../../lib/cases/name-text.ts'
import { previewRule } from '../../../../../lib/cases/preview-rule.ts'
import { revokeRule } from '../../../../../lib/cases/revoke-rule.ts'
import { nameTextInput, previewRuleInput, revokeRuleInput } from '../../../../../lib/taught-rules/taught-rule.ts'

/** What a rule with this text would speak of; changes nothing. */
export const preview = supportAction('name-texts', previewRuleInput, async ({ input, doing }) => previewRule(doing.db, input))

/** Says what a refusal means, from now on and on every host. */
export const nameThis = supportAction('name-texts', nameTextInput, async ({ input, doing }) => {
  const named = await nameText(doing, input)
  revalidatePath('/support', 'layout')
  return named
})

/** Takes such a rule back. */
export const revoke = supportAction('name-texts', revokeRuleInput, async ({ viewer, input, doing }) => {
  await revokeRule(doing, viewer, input)
  revalidatePath('/support', 'layout')
})
