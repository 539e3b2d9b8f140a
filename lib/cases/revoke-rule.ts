import { may, type Role } from '../access/permissions.ts'
import { actorUserId } from '../audit/actor.ts'
import { recordAudit } from '../audit/audit-records.ts'
import { recordChange } from '../audit/change-records.ts'
import type { Doing } from '../audit/doing.ts'
import { AppError } from '../errors.ts'
import { findRule, holdRules, markRevoked } from '../taught-rules/taught-rule-records.ts'
import { revokeRuleInput, type RevokeRuleInput } from '../taught-rules/taught-rule.ts'
import { transact } from '../transact.ts'
import { sortTextsAnew } from './sort-texts-anew.ts'
import { wishRefusalRulesEverywhere } from './wish-refusal-rules.ts'

/**
 * Takes a rule back: the hosts judge without it from then on. Whoever taught it may, and a lead may for others.
 *
 * @throws AppError `not-found` for a rule that never was or is taken back already, `not-allowed` for another's rule
 */
export async function revokeRule({ db, now, actor }: Doing, who: { roles: readonly Role[] }, input: RevokeRuleInput): Promise<void> {
  const { id, reason } = revokeRuleInput.parse(input)
  await transact(db, async (tx) => {
    await holdRules(tx)
    const rule = await findRule(tx, id)
    if (!rule || rule.revokedAt) throw new AppError('not-found', `no taught rule ${id} in force`)
    if (rule.madeById !== actorUserId(actor) && !may(who, 'revoke-rules')) throw new AppError('not-allowed', 'the rule of somebody else', { userMessageKey: 'errors.rule-of-another' })
    await markRevoked(tx, id, { at: now, userId: actorUserId(actor), reason })
    await sortTextsAnew(tx)
    await wishRefusalRulesEverywhere(tx, now)
    await recordChange(tx, { kind: 'taught-rule', at: now, actor, from: 'taught', to: 'revoked', reason, evidence: { ruleId: id, class: rule.class, receiver: rule.receiver } })
    await recordAudit(tx, { at: now, actor, action: 'text: revoke', subject: `rule ${id}`, reason, before: rule })
  })
}
