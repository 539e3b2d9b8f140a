import type { RefusalText } from '../../protocol/deliveries.ts'
import { TAUGHT } from '../../refusals/classify-reply.ts'
import { redactReply } from '../../refusals/redact-reply.ts'
import type { Refusal } from '../../refusals/refusal.ts'
import { formOf } from '../../refusals/text-form.ts'

/** So many different texts are counted apart in a step; what comes after them is counted together. */
export const TEXTS_PER_STEP = 200
/** The key of what is counted together. */
export const FURTHER = ''

/** The texts of one step by their key, and how many refusals are in none of them. */
export type Texts = { byKey: Map<string, RefusalText>; further: number }

/**
 * Counts a refusal that no rule knows, or that a taught rule named, by its form. Answers the key under which it was
 * counted (`FURTHER` for one that is in no text), and null for all other refusals.
 */
export function countText(texts: Texts, reply: string, receiver: string, refusal: Pick<Refusal, 'class' | 'rule'>): string | null {
  const rule = refusal.rule?.startsWith(TAUGHT) ? refusal.rule.slice(TAUGHT.length) : null
  if (refusal.class !== 'unknown' && rule === null) return null

  const example = redactReply(reply)
  const form = formOf(example)
  const key = `${receiver} ${rule ?? ''} ${form}`
  const known = texts.byKey.get(key)
  if (known) {
    known.count += 1
    return key
  }
  if (form === '' || texts.byKey.size >= TEXTS_PER_STEP) {
    texts.further += 1
    return FURTHER
  }
  texts.byKey.set(key, { receiver, form, rule, example, count: 1 })
  return key
}
