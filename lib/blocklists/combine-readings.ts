import { unknown, type Reading } from './reading.ts'

/**
 * What several resolvers say together. Listed is only what every one of them calls listed; a listing beside a "no" is a
 * disagreement, beside a resolver that could not look it is unconfirmed. Clear is what nobody calls listed and somebody
 * calls clear.
 */
export function combineReadings(readings: readonly Reading[]): Reading {
  const [first] = readings
  if (first === undefined) throw new Error('there is no reading to combine')
  if (readings.length === 1) return first
  const listed = readings.filter((each) => each.state === 'listed')
  const clear = readings.find((each) => each.state === 'clear')
  if (listed.length === 0) return clear ?? first
  const codes = [...new Set(listed.flatMap((each) => each.codes))].sort()
  if (listed.length < readings.length) return unknown(clear ? 'resolvers-disagree' : 'not-confirmed', codes)
  return { state: 'listed', codes, meaning: [...new Set(listed.map((each) => each.meaning))].join('; '), reason: null }
}
