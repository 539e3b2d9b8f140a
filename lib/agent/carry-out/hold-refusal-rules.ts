import { replyClassifier } from '../../refusals/classify-reply.ts'
import { taughtRule } from '../../refusals/refusal.ts'
import type { Classify } from '../deliveries/judge-attempt.ts'
import { noteFound, standingOf } from '../journal/journal-standing.ts'
import type { Journal } from '../journal/open-journal.ts'
import type { Core } from './core.ts'

/** Judges by the taught rules as they stand from the next line on. */
export function holdRefusalRules(core: Core): void {
  const { classify, unread } = taughtClassifier(core.journal)
  core.classify = classify
  if (unread.length === 0) noteFound(core.journal, 'refusal-rules', '*', 'in-force', core.now())
  else noteFound(core.journal, 'refusal-rules', '*', 'unknown', core.now(), `rules that this agent does not understand: ${unread.join(', ')}`)
}

/** A classifier by the rules in the journal, and the rules that this version of the agent cannot read. */
export function taughtClassifier(journal: Journal): { classify: Classify; unread: string[] } {
  const order = standingOf(journal, 'refusal-rules', '*')
  const told = order?.kind === 'refusal-rules' ? order.data.rules : []
  const read = told.map((rule) => ({ id: rule.id, parsed: taughtRule.safeParse(rule) }))
  const rules = read.flatMap(({ parsed }) => (parsed.success ? [parsed.data] : []))
  return {
    classify: replyClassifier({ version: order?.version ?? 0, rules }),
    unread: read.flatMap(({ id, parsed }) => (parsed.success ? [] : [id])),
  }
}
