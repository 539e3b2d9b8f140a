import type { Db } from '../db.ts'
import { listNewestSamples } from '../deliveries/pair-records.ts'
import { AppError } from '../errors.ts'
import { isSaid, learn, spoken } from '../refusals/lesson.ts'
import { previewRuleInput, objectionToText, type PreviewRuleInput } from '../taught-rules/taught-rule.ts'
import { listKnownTexts } from '../taught-rules/text-records.ts'

/** So many of the newest samples are asked. */
export const SAMPLES_ASKED = 2_000
const SHOWN = 5

export type PreviewText = { text: string; receiver: string; count: number; now: string }
export type RulePreview = {
  /** Texts without a name that the rule would name, and how many replies they were in the days that are kept. */
  unknown: { texts: number; replies: number; shown: PreviewText[] }
  /** Samples with another name already that it would change, of the newest that were asked. */
  changed: { samples: number; asked: number; shown: PreviewText[] }
}

/**
 * What a rule with this text would speak of, before it is saved; changes nothing.
 *
 * @throws AppError `bad-input` for a text that speaks of nearly everything
 */
export async function previewRule(db: Db, input: PreviewRuleInput): Promise<RulePreview> {
  const asked = previewRuleInput.parse(input)
  const objection = objectionToText(asked.text)
  const lesson = learn({ id: 'asked', text: asked.text, class: 'policy', scope: 'unknown', permanent: null, ...(asked.receiver !== null && { receiver: asked.receiver }) })
  if (objection || !lesson) throw new AppError('bad-input', 'a rule with too few letters', { userMessageKey: objection?.key ?? 'errors.bad-input', values: objection?.values ?? {} })

  const [texts, samples] = await Promise.all([listKnownTexts(db), listNewestSamples(db, asked.receiver, SAMPLES_ASKED)])
  const named = texts.filter(({ example, receiver, ruleId }) => ruleId === null && isSaid(lesson, spoken(example), receiver))
  const changed = samples.filter(({ reply, receiver, refusalClass }) => refusalClass !== 'unknown' && refusalClass !== asked.class && isSaid(lesson, spoken(reply), receiver))
  return {
    unknown: {
      texts: named.length,
      replies: named.reduce((sum, { count }) => sum + count, 0),
      shown: named.slice(0, SHOWN).map(({ example, receiver, count }) => ({ text: example, receiver, count, now: 'unknown' })),
    },
    changed: { samples: changed.length, asked: samples.length, shown: distinct(changed).slice(0, SHOWN) },
  }
}

function distinct(samples: { reply: string; receiver: string; refusalClass: string }[]): PreviewText[] {
  const byWords = Map.groupBy(samples, ({ reply, receiver, refusalClass }) => `${receiver} ${refusalClass} ${spoken(reply)}`)
  return [...byWords.values()].flatMap((same) => {
    const [first] = same
    return first ? [{ text: first.reply, receiver: first.receiver, count: same.length, now: first.refusalClass }] : []
  }).sort((a, b) => b.count - a.count)
}
