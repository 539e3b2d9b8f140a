import type { Tx } from '../db.ts'
import { isSaid, learn, spoken } from '../refusals/lesson.ts'
import { activeRules } from '../taught-rules/taught-rule-records.ts'
import { listKnownTexts, putUnderRules } from '../taught-rules/text-records.ts'

/** Puts every text that is kept under the rule that speaks of it now, or under none. Counts are not touched. */
export async function sortTextsAnew(tx: Tx): Promise<void> {
  const lessons = (await activeRules(tx)).flatMap((rule) => learn(rule) ?? [])
  const texts = await listKnownTexts(tx)
  const named = texts.map(({ id, receiver, example, ruleId }) => {
    const words = spoken(example)
    return { id, was: ruleId, ruleId: lessons.find((lesson) => isSaid(lesson, words, receiver))?.rule.id ?? null }
  })
  await putUnderRules(tx, named.filter(({ was, ruleId }) => was !== ruleId).map(({ id, ruleId }) => ({ id, ruleId })))
}
