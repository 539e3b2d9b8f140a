import { expect, test } from 'vitest'
import * as z from 'zod'
import { AppError } from '../errors.ts'
import { actionError, admitCall, isOwnOrigin, type ActionOutside } from './run-action.ts'

type Who = { name: string; mayLock: boolean }
const schema = z.strictObject({ number: z.number() })

function outside(more: Partial<ActionOutside<Who>> = {}) {
  const refusals: string[] = []
  const gate: ActionOutside<Who> = {
    origin: 'https://desk.example.com',
    webAddress: 'https://desk.example.com',
    who: async () => ({ name: 'Mara', mayLock: true }),
    isAllowed: (who) => who.mayLock,
    isThere: () => true,
    onRefused: async (refusal) => void refusals.push(refusal),
    ...more,
  }
  return { gate, refusals }
}

test('somebody signed in with the right and good input is let through', async () => {
  const { gate, refusals } = outside()
  expect(await admitCall(gate, schema, { number: 7 })).toEqual({ who: { name: 'Mara', mayLock: true }, input: { number: 7 } })
  expect(refusals).toEqual([])
})

test.each([null, '', 'null', 'https://evil.example', 'https://desk.example.com.evil.example', 'http://desk.example.com'])(
  'ASVS 3.5.1: a call with the origin %s is refused, and nobody is even asked who it is',
  async (origin) => {
    const { gate, refusals } = outside({ origin, who: async () => expect.unreachable('asked who it is') })
    await expect(admitCall(gate, schema, { number: 7 })).rejects.toMatchObject({ code: 'not-allowed' })
    expect(refusals).toEqual(['foreign-origin'])
  },
)

test('signed out is refused before the right and the input are looked at', async () => {
  const { gate, refusals } = outside({ who: async () => null })
  await expect(admitCall(gate, schema, 'nonsense')).rejects.toMatchObject({ code: 'signed-out' })
  expect(refusals).toEqual(['signed-out'])
})

test('without the right nothing is done, and it is reported', async () => {
  const { gate, refusals } = outside({ who: async () => ({ name: 'Ines', mayLock: false }) })
  await expect(admitCall(gate, schema, { number: 7 })).rejects.toMatchObject({ code: 'not-allowed' })
  expect(refusals).toEqual(['not-allowed'])
})

test('an act of another audience is not found, and reported all the same', async () => {
  const { gate, refusals } = outside({ who: async () => ({ name: 'a customer', mayLock: false }), isThere: () => false })
  await expect(admitCall(gate, schema, { number: 7 })).rejects.toMatchObject({ code: 'not-found' })
  expect(refusals).toEqual(['not-allowed'])
})

test('an object where a number belongs is bad input, named by its field', async () => {
  const { gate } = outside()
  const thrown = await admitCall(gate, schema, { number: { not: '' } }).catch((error: unknown) => error)
  const { error, fields } = actionError(thrown)
  expect(error.code).toBe('bad-input')
  expect(Object.keys(fields ?? {})).toEqual(['number'])
})

test('a refusal of ours keeps its code, anything else is internal and keeps its cause', () => {
  expect(actionError(new AppError('conflict', 'x')).error.code).toBe('conflict')
  const cause = new TypeError('x')
  expect(actionError(cause).error).toMatchObject({ code: 'internal', cause })
})

test('the port belongs to the origin', () => {
  expect(isOwnOrigin('http://localhost:3000', 'http://localhost:3000/')).toBe(true)
  expect(isOwnOrigin('http://localhost:3001', 'http://localhost:3000')).toBe(false)
})
