import { recordAudit } from '../audit/audit-records.ts'
import { actorUserId } from '../audit/actor.ts'
import { recordChange } from '../audit/change-records.ts'
import type { By, Doing } from '../audit/doing.ts'
import type { Tx } from '../db.ts'
import { AppError } from '../errors.ts'
import { findBasePolicy, findCustomerPolicy, writeBasePolicy, writeCustomerPolicy } from '../policies/policy-records.ts'
import { changedFields, savePolicyInput, type CustomerPolicy, type Policy, type SavePolicyInput } from '../policies/policy.ts'
import { transact } from '../transact.ts'
import { wishBaseLimits, wishLimitsOfCustomer } from './wish-limits.ts'

/** Saves the desk's policy or one customer's, and gives changed limits to the hosts. */
export async function savePolicy(doing: Doing, input: SavePolicyInput): Promise<void> {
  const parsed = savePolicyInput.parse(input)
  const by = { now: doing.now, actor: doing.actor }
  await transact(doing.db, async (tx) => {
    if (parsed.of === 'desk') return saveBasePolicy(tx, by, parsed.policy, parsed.reason)
    const customer = await tx.customer.findUnique({ where: { number: parsed.customerNumber }, select: { id: true, number: true } })
    if (!customer) throw new AppError('not-found', `no customer ${parsed.customerNumber}`)
    await saveCustomerPolicy(tx, by, customer, parsed.policy, parsed.reason)
  })
}

async function saveBasePolicy(tx: Tx, by: By, policy: Policy, reason: string): Promise<void> {
  const before = await findBasePolicy(tx)
  await writeBasePolicy(tx, { data: policy, reason, at: by.now, userId: actorUserId(by.actor) })
  await wishBaseLimits(tx, policy.limits, by.now)
  await announce(tx, by, { customer: null, before, after: policy, reason })
}

/** The same inside of another act, such as lifting a false alarm. */
export async function saveCustomerPolicy(tx: Tx, by: By, customer: { id: number; number: string }, policy: CustomerPolicy, reason: string): Promise<void> {
  const before = (await findCustomerPolicy(tx, customer.id)) ?? {}
  await writeCustomerPolicy(tx, customer.id, { data: policy, reason, at: by.now, userId: actorUserId(by.actor) })
  await wishLimitsOfCustomer(tx, customer.id, by.now)
  await announce(tx, by, { customer, before, after: policy, reason })
}

type Saved = { customer: { id: number; number: string } | null; before: CustomerPolicy; after: CustomerPolicy; reason: string }
async function announce(tx: Tx, { now, actor }: By, { customer, before, after, reason }: Saved): Promise<void> {
  const customerNumber = customer?.number ?? null
  await recordChange(tx, {
    kind: 'policy', at: now, actor, to: 'saved', reason, customerId: customer?.id,
    evidence: { customerNumber, fields: changedFields(before, after) },
  })
  await recordAudit(tx, { at: now, actor, action: 'policy: save', subject: customerNumber === null ? 'policy of the desk' : `policy of customer ${customerNumber}`, reason, before, after })
}
