import * as z from 'zod'
import { LETTERS_MIN, learn } from '../refusals/lesson.ts'
import { REFUSAL_CLASSES, REFUSAL_SCOPES, type TaughtRule } from '../refusals/refusal.ts'

/** A text gets a name; that nobody knows it is none. */
export const NAMES = REFUSAL_CLASSES.filter((name) => name !== 'unknown')

const ruleText = z.string().trim().min(4).max(500)
const meaning = {
  text: ruleText,
  /** Null: whoever says it. */
  receiver: z.string().trim().min(1).max(253).nullable(),
}

/** What a person says that a text means. */
export const nameTextInput = z.strictObject({
  ...meaning,
  class: z.enum(REFUSAL_CLASSES).exclude(['unknown']),
  scope: z.enum(REFUSAL_SCOPES),
  /** Null: the reply's code tells. */
  permanent: z.boolean().nullable(),
  note: z.string().trim().max(1000),
})
export type NameTextInput = z.infer<typeof nameTextInput>

/** What is asked before it is saved: what a rule with this text would speak of. */
export const previewRuleInput = z.strictObject({ ...meaning, class: z.enum(REFUSAL_CLASSES) })
export type PreviewRuleInput = z.infer<typeof previewRuleInput>

export const revokeRuleInput = z.strictObject({ id: z.string().min(1).max(64), reason: z.string().trim().min(1).max(1000) })
export type RevokeRuleInput = z.infer<typeof revokeRuleInput>

/** Why a text is no rule, as the key of words for the person; null for a good one. */
export function objectionToText(text: string): { key: 'errors.rule-too-short'; values: { letters: number } } | null {
  const rule: TaughtRule = { id: 'asked', text, class: 'policy', scope: 'unknown', permanent: null }
  return learn(rule) === null ? { key: 'errors.rule-too-short', values: { letters: LETTERS_MIN } } : null
}
