import { expect, test } from 'vitest'
import { fieldValues, policyComplaints, withFieldValues } from './policy-fields.ts'
import { DEFAULT_POLICY } from './policy.ts'

test('a policy that nobody touched comes back as it was', () => {
  expect(withFieldValues(DEFAULT_POLICY, fieldValues(DEFAULT_POLICY))).toEqual(DEFAULT_POLICY)
})

test('shares are shown in per cent and a limit that is off is empty', () => {
  const values = fieldValues(DEFAULT_POLICY)
  expect(values['limits.unknownShareMin']).toBe('30')
  expect(values['limits.messagesMax']).toBe('')
})

test('an emptied limit is switched off, an emptied day is complained of', () => {
  const values = { ...fieldValues(DEFAULT_POLICY), 'limits.networksMax': '', 'quarantine.deleteAfterDays': '', 'limits.recipientsMax': 'many' }
  const asked = withFieldValues(DEFAULT_POLICY, values)
  expect(asked.limits.networksMax).toBeNull()
  expect(policyComplaints(asked).sort()).toEqual(['limits.recipientsMax', 'quarantine.deleteAfterDays'])
})

test('German people write shares with a comma', () => {
  const asked = withFieldValues(DEFAULT_POLICY, { ...fieldValues(DEFAULT_POLICY), 'limits.unknownShareMin': '12,5' })
  expect(asked.limits.unknownShareMin).toBe(0.125)
  expect(policyComplaints(asked)).toEqual([])
})

test('the policy in force is not changed by looking at another one', () => {
  withFieldValues(DEFAULT_POLICY, { ...fieldValues(DEFAULT_POLICY), 'limits.windowSeconds': '60' })
  expect(DEFAULT_POLICY.limits.windowSeconds).toBe(600)
})
