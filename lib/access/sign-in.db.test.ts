import { expect, test } from 'vitest'
import { withTestDatabase } from '../setup/test-database.ts'
import { makeAttemptLimit } from './attempt-limit.ts'
import { createUser } from './create-user.ts'
import { disableUser } from './end-access.ts'
import { signInWithPassword } from './sign-in.ts'

const NOW = new Date('2026-11-24T13:00:00Z')
const GOOD = { email: 'mk@desk.example', password: 'a long password', address: '192.0.2.7', now: NOW }

async function desk() {
  const { db } = await withTestDatabase()
  const userId = await createUser(db, { email: 'MK@Desk.example ', name: 'Mara Kühn', roles: ['support'], password: GOOD.password, customerId: null, now: NOW })
  const limit = () => makeAttemptLimit({ max: 3, windowMs: 900_000, keysMax: 100 })
  const limits = { byAccount: limit(), byAddress: limit() }
  const signIn = (more: Partial<typeof GOOD> = {}) => signInWithPassword(db, limits, { ...GOOD, ...more })
  return { db, userId, signIn }
}

test('the right password signs in, however the address is written', async () => {
  const { signIn, userId } = await desk()
  expect(await signIn({ email: ' mk@DESK.example' })).toBe(userId)
})

test('an unknown address, a wrong password and a disabled person are refused with the same words', async () => {
  const { db, userId, signIn } = await desk()
  const unknown = await signIn({ email: 'nobody@desk.example' }).catch((error: unknown) => error)
  const wrong = await signIn({ password: 'another password' }).catch((error: unknown) => error)
  await disableUser(db, userId, NOW)
  const disabled = await signIn().catch((error: unknown) => error)

  for (const error of [wrong, disabled]) expect(error).toEqual(unknown)
  expect(unknown).toMatchObject({ code: 'signed-out' })
})

test('a person without a password cannot sign in with an empty one', async () => {
  const { db, signIn } = await desk()
  await createUser(db, { email: 'link@desk.example', name: 'Link', roles: ['support'], password: null, customerId: null, now: NOW })
  await expect(signIn({ email: 'link@desk.example', password: '' })).rejects.toMatchObject({ code: 'signed-out' })
})

test('after too many failures even the right password has to wait, and then works again', async () => {
  const { signIn, userId } = await desk()
  for (const from of ['a', 'b', 'c']) await signIn({ password: 'wrong', address: from }).catch(() => undefined)
  await expect(signIn({ address: 'd' })).rejects.toMatchObject({ code: 'too-many' })
  expect(await signIn({ address: 'd', now: new Date(NOW.getTime() + 900_001) })).toBe(userId)
})

test('one address that tries many names is stopped, others are not', async () => {
  const { signIn, userId } = await desk()
  for (const name of ['a', 'b', 'c']) await signIn({ email: `${name}@desk.example` }).catch(() => undefined)
  await expect(signIn()).rejects.toMatchObject({ code: 'too-many' })
  expect(await signIn({ address: '198.51.100.9' })).toBe(userId)
})

test('a password of a megabyte and an address with a NUL are refused without an error', async () => {
  const { signIn } = await desk()
  await expect(signIn({ password: 'x'.repeat(1_000_000) })).rejects.toMatchObject({ code: 'signed-out' })
  await expect(signIn({ email: 'a\0b@desk.example' })).rejects.toMatchObject({ code: 'signed-out' })
})

test('a person is added once, with a password long enough, and a customer only with his customer', async () => {
  const { db } = await desk()
  const user = { email: 'new@desk.example', name: 'New', roles: ['support'] as const, password: 'long enough', customerId: null, now: NOW }
  await expect(createUser(db, { ...user, email: 'mk@desk.example' })).rejects.toMatchObject({ code: 'conflict' })
  await expect(createUser(db, { ...user, password: 'short' })).rejects.toMatchObject({ code: 'bad-input' })
  await expect(createUser(db, { ...user, roles: ['customer'] })).rejects.toMatchObject({ code: 'bad-input' })
  expect(await createUser(db, user)).toBeGreaterThan(0)
})
