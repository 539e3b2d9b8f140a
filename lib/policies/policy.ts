import * as z from 'zod'
import { limits, type Limits } from '../protocol/limits.ts'

/** What a guarded unlock allows before it locks again, and how tight the limits stay after it. */
export const guardedUnlockTerms = z.strictObject({
  watchSeconds: z.number().int().min(5).max(86_400),
  mailsMax: z.number().int().min(1),
  recipientsMax: z.number().int().min(1),
  unknownMax: z.number().int().min(0),
  tightLimits: limits,
  tightForSeconds: z.number().int().min(0),
})
export type GuardedUnlockTerms = z.infer<typeof guardedUnlockTerms>

export const policy = z.strictObject({
  limits,
  guardedUnlock: guardedUnlockTerms,
  /** `automatic`: the three questions go out as soon as a customer and a contact are known. `review`: a person sends them. */
  notices: z.enum(['automatic', 'review']),
  remindAfterHours: z.number().int().min(1),
  quarantine: z.strictObject({
    deleteAfterDays: z.number().int().min(1),
    announceDaysBefore: z.number().int().min(0),
    releasePerMinute: z.number().int().min(1),
    undoSeconds: z.number().int().min(0).max(120),
  }),
})
export type Policy = z.infer<typeof policy>
/** What one customer's policy says otherwise; everything it leaves out is the default's. */
export const customerPolicy = policy.partial()
export type CustomerPolicy = z.infer<typeof customerPolicy>

const DEFAULT_LIMITS: Limits = {
  windowSeconds: 600,
  undeliverableMax: 100,
  recipientsMax: 300,
  habitFactor: 10,
  unknownMax: 50,
  unknownShareMin: 0.3,
  networksMax: 20,
  messagesMax: null,
}

/** Where every desk starts; an admin changes it on the policies page. */
export const DEFAULT_POLICY: Policy = {
  limits: DEFAULT_LIMITS,
  guardedUnlock: {
    watchSeconds: 600,
    mailsMax: 50,
    recipientsMax: 40,
    unknownMax: 3,
    tightLimits: { ...DEFAULT_LIMITS, undeliverableMax: 20, recipientsMax: 60, habitFactor: 2, unknownMax: 5, networksMax: 4, messagesMax: 60 },
    tightForSeconds: 86_400,
  },
  notices: 'automatic',
  remindAfterHours: 24,
  quarantine: { deleteAfterDays: 14, announceDaysBefore: 3, releasePerMinute: 600, undoSeconds: 10 },
}

/** The policy in force for a customer: his own words where he has some, the desk's otherwise. */
export function policyFor(base: Policy, own: CustomerPolicy | null): Policy {
  return { ...base, ...(own ?? {}) }
}

export const savePolicyInput = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('desk'), policy, reason: z.string().trim().min(1).max(1000) }),
  z.strictObject({ of: z.literal('customer'), customerNumber: z.string().min(1).max(50), policy: customerPolicy, reason: z.string().trim().min(1).max(1000) }),
])
export type SavePolicyInput = z.infer<typeof savePolicyInput>

/** One customer's limits alone; null gives him everybody's again. The rest of his policy stays. */
export const saveCustomerLimitsInput = z.strictObject({ customerNumber: z.string().min(1).max(50), limits: limits.nullable(), reason: z.string().trim().min(1).max(1000) })
export type SaveCustomerLimitsInput = z.infer<typeof saveCustomerLimitsInput>

/** Names of the fields in which two policies differ. */
export function changedFields(before: CustomerPolicy, after: CustomerPolicy): string[] {
  const fields = Object.keys(policy.shape) as (keyof Policy)[]
  return fields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
}
