import * as z from 'zod'
import { accountName, count, instant } from './primitives.ts'

/** So long is the step in which the agent counts attempts; a cell's figure is that of one step. */
export const STEP_SECONDS = 600

/** `returned`: the receiver took the mail, and a delivery report about it came back later. It is counted when the report comes. */
export const deliveryOutcomes = ['delivered', 'deferred', 'bounced', 'returned'] as const
export const deliveryOutcome = z.enum(deliveryOutcomes)
export type DeliveryOutcome = z.infer<typeof deliveryOutcome>

const name = z.string().min(1).max(100)

/** Attempts of one step with the same end: `ip` the sending address where the log tells it, `refusalClass` null when taken. */
export const deliveryCell = z.strictObject({
  ip: z.string().max(64).nullable(),
  receiver: name,
  outcome: deliveryOutcome,
  refusalClass: name.nullable(),
  count,
})
export type DeliveryCell = z.infer<typeof deliveryCell>

/** A refusal in the receiver's own words, addresses of recipients taken out. */
export const replySample = z.strictObject({
  at: instant,
  receiver: name,
  refusalClass: name,
  outcome: deliveryOutcome,
  account: accountName.nullable(),
  reply: z.string().max(500),
})
export type ReplySample = z.infer<typeof replySample>

/**
 * How often a refusal came in a step, by its normal form (`lib/refusals/text-form.ts`): texts that no rule knows (`rule`
 * null) and those that a taught rule named.
 */
export const refusalText = z.strictObject({
  receiver: name,
  form: z.string().min(1).max(500),
  rule: z.string().max(64).nullable(),
  /** The first of them in this step, addresses of recipients taken out. */
  example: z.string().max(500),
  count,
})
export type RefusalText = z.infer<typeof refusalText>

/**
 * What a host's attempts met in one step, counted from the step's start: a later telling of a cell replaces an earlier
 * one. Cells that did not change since the desk read the last telling are left out.
 */
export const deliveries = z.strictObject({
  kind: z.literal('deliveries'),
  step: instant,
  cells: z.array(deliveryCell).max(1000),
  samples: z.array(replySample).max(100),
  texts: z.array(refusalText).max(100).optional(),
  /** Refusals of the step that are in no text: those after the first 200 different ones, and those without a word. */
  furtherTexts: count.optional(),
})
