import { expect, test } from 'vitest'
import { withTestDatabase } from '../setup/test-database.ts'
import { createUser } from './create-user.ts'
import { changePassword, disableUser } from './end-access.ts'
import { openSession } from './open-session.ts'
import { findLiveSession, revokeSession, revokeSessionsOfUser } from './sessions-records.ts'
import { setUserRoles } from './users-records.ts'

const NOW = new Date('2026-11-24T13:00:00Z')
const later = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000)

async function signedIn() {
  const { db } = await withTestDatabase()
  const userId = await createUser(db, { email: 'mk@desk.example', name: 'Mara Kühn', roles: ['support', 'lead'], password: 'a long password', customerId: null, now: NOW })
  const open = () => openSession(db, { userId, userAgent: 'test', now: NOW })
  return { db, userId, open, sessionId: await open() }
}

test('a fresh sign-in counts, with the person as the database knows him', async () => {
  const { db, userId, sessionId } = await signedIn()
  const live = await findLiveSession(db, sessionId, NOW)
  expect(live?.user).toMatchObject({ id: userId, name: 'Mara Kühn', initials: 'MK', roles: ['support', 'lead'] })
})

test('ASVS 7.4.1: an ended sign-in is dead at the next request, another one of the same person goes on', async () => {
  const { db, sessionId, open, userId } = await signedIn()
  const other = await open()
  expect(await revokeSession(db, sessionId, NOW)).toBe(userId)
  expect(await findLiveSession(db, sessionId, NOW)).toBeNull()
  expect(await findLiveSession(db, other, NOW)).not.toBeNull()
})

test('ending all sign-ins of a person ends every one of them, once', async () => {
  const { db, userId, sessionId, open } = await signedIn()
  const other = await open()
  expect(await revokeSessionsOfUser(db, userId, NOW)).toBe(2)
  expect(await revokeSessionsOfUser(db, userId, NOW)).toBe(0)
  for (const id of [sessionId, other]) expect(await findLiveSession(db, id, NOW)).toBeNull()
})

test('a sign-in ends by itself after twelve hours', async () => {
  const { db, sessionId } = await signedIn()
  expect(await findLiveSession(db, sessionId, later(11.9))).not.toBeNull()
  expect(await findLiveSession(db, sessionId, later(12))).toBeNull()
})

test('ASVS 8.3.2: a role taken away is gone at the next request', async () => {
  const { db, userId, sessionId } = await signedIn()
  await setUserRoles(db, userId, ['support'])
  expect((await findLiveSession(db, sessionId, NOW))?.user.roles).toEqual(['support'])
})

test('ASVS 7.4.2: a disabled person has no live sign-in, and a new one made behind our back does not count either', async () => {
  const { db, userId, sessionId, open } = await signedIn()
  await disableUser(db, userId, NOW)
  expect(await findLiveSession(db, sessionId, NOW)).toBeNull()
  expect(await findLiveSession(db, await open(), NOW)).toBeNull()
})

test('a new password ends the sign-ins made with the old one', async () => {
  const { db, userId, sessionId } = await signedIn()
  await changePassword(db, userId, 'another long password', NOW)
  expect(await findLiveSession(db, sessionId, NOW)).toBeNull()
})

test('a cookie with something else than a session id finds nothing and breaks nothing', async () => {
  const { db } = await signedIn()
  for (const id of ['', 'x', "' OR 1=1 --", '\0', crypto.randomUUID()]) expect(await findLiveSession(db, id, NOW)).toBeNull()
})
