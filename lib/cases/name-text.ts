import { randomUUID } from 'node:crypto'
import { actorUserId } from '../audit/actor.ts'
import { recordAudit } from '../audit/audit-records.ts'
import { recordChange } from '../audit/change-records.ts'
import type { Doing } from '../audit/doing.ts'
import { AppError } from '../errors.ts'
import { TAUGHT_RULES_MAX } from '../protocol/refusal-rules.ts'
import { activeRules, addRule, holdRules } from '../taught-rules/taught-rule-records.ts'
import { nameTextInput, objectionToText, type NameTextInput } from '../taught-rules/taught-rule.ts'
import { transact } from '../transact.ts'
import { sortTextsAnew } from './sort-texts-anew.ts'
import { wishRefusalRulesEverywhere } from './wish-refusal-rules.ts'

/**
 * Names a text: it becomes a rule of this installation, and every host judges by it from then on. What was counted
 * before stays as it was counted.
 *
 * @throws AppError `bad-input` for a text that speaks of nearly everything, `conflict` when there are too many rules or the same one is there
 */
export async function nameText({ db, now, actor }: Doing, input: NameTextInput): Promise<{ id: string }> {
  const rule = nameTextInput.parse(input)
  const objection = objectionToText(rule.text)
  if (objection) throw new AppError('bad-input', 'a rule with too few letters', { userMessageKey: objection.key, values: objection.values })

  const id = randomUUID()
  await transact(db, async (tx) => {
    await holdRules(tx)
    const known = await activeRules(tx)
    if (known.length >= TAUGHT_RULES_MAX) throw new AppError('conflict', 'too many taught rules', { userMessageKey: 'errors.rules-full', values: { rules: TAUGHT_RULES_MAX } })
    if (known.some((each) => each.text === rule.text && (each.receiver ?? null) === rule.receiver)) {
      throw new AppError('conflict', 'the same rule is there', { userMessageKey: 'errors.rule-known' })
    }
    await addRule(tx, id, rule, now, actorUserId(actor))
    await sortTextsAnew(tx)
    await wishRefusalRulesEverywhere(tx, now)
    await recordChange(tx, { kind: 'taught-rule', at: now, actor, to: 'taught', reason: rule.note, evidence: { ruleId: id, class: rule.class, receiver: rule.receiver } })
    await recordAudit(tx, { at: now, actor, action: 'text: name', subject: `rule ${id}`, reason: rule.note, after: rule })
  })
  return { id }
}
