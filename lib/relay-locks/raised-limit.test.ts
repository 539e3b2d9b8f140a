import { expect, test } from 'vitest'
import { DEFAULT_POLICY } from '../policies/policy.ts'
import { suggestLimit, withLimit } from './raised-limit.ts'
import type { LockEvidence } from './relay-lock.ts'

const LIMITS = { ...DEFAULT_POLICY.limits, recipientsMax: 300 }
const FIGURES = { messages: 2310, recipients: 2310, temporaryFailures: 0, permanentFailures: 2, unknownRecipients: 2, networks: 1, undeliverableInQueue: 0, habitRecipients: 40 }
const CROSSED: LockEvidence = {
  crossing: { limit: 'recipients', value: 301, threshold: 300, windowSeconds: 600 }, figures: FIGURES,
  excerpts: [], crossingQueueId: null, burstBeganAt: null, crossedAt: null, inForceAt: null,
}

// The figure at the crossing is always just above the limit; the mailing itself was larger.
test('the limit that was crossed is offered with room for what the account really did', () => {
  expect(suggestLimit(LIMITS, CROSSED)).toEqual({ limit: 'recipients', from: 300, to: 4700, windowSeconds: LIMITS.windowSeconds })
})

test('where no more is known than the crossing, that is what counts', () => {
  expect(suggestLimit(LIMITS, { ...CROSSED, figures: null })?.to).toBe(610)
})

test('a limit that was raised since is never offered lower', () => {
  expect(suggestLimit({ ...LIMITS, recipientsMax: 9000 }, CROSSED)?.to).toBe(9000)
})

test('a lock that a person made raises nothing', () => {
  expect(suggestLimit(LIMITS, { ...CROSSED, crossing: null })).toBeNull()
})

test('only the crossed limit is raised, the others stay', () => {
  expect(withLimit(LIMITS, 'networks', 12)).toEqual({ ...LIMITS, networksMax: 12 })
})
