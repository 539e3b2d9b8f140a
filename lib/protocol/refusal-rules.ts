import * as z from 'zod'

/** So many taught rules an installation may have at once; all of them go to each host in one standing order. */
export const TAUGHT_RULES_MAX = 500

const word = z.string().regex(/^[a-z_]{1,40}$/)

/**
 * A text that somebody has named. Class and scope are words here: what they may be the agent knows (lib/refusals), and
 * leaves out a rule whose class only a newer desk has.
 */
export const namedText = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
  text: z.string().min(4).max(500),
  receiver: z.string().min(1).max(253).optional(),
  class: word,
  scope: word,
  permanent: z.boolean().nullable(),
})

/** The whole set of taught rules; it replaces what was known before. */
export const refusalRules = z.strictObject({ rules: z.array(namedText).max(TAUGHT_RULES_MAX) })
export type RefusalRules = z.infer<typeof refusalRules>
