import { expect, test } from 'vitest'
import { addUser } from '../cases/add-user.ts'
import { givenBakery, givenPerson, NOON } from '../cases/story-for-tests.ts'
import { withTestDatabase } from '../setup/test-database.ts'
import { changeRoles, endSessions, letInUser, renewPassword, shutOutUser } from './change-user.ts'
import { fitsPassword } from './password.ts'
import { createSession, findLiveSession } from './sessions-records.ts'
import { listUsersForAdmin } from './users-views.ts'

const SESSION = '6b0f3c1e-8a53-4f6e-9c3d-1f2a3b4c5d6e'

async function given() {
  const { db } = await withTestDatabase()
  const admin = await givenPerson(db, 'admin', ['admin'])
  const tom = await givenPerson(db, 'tom', ['support'])
  await createSession(db, { id: SESSION, userId: tom.userId, now: NOON, endsAt: new Date(NOON.getTime() + 3_600_000), userAgent: '' })
  return { db, doing: { db, now: NOON, actor: admin }, admin, tom }
}

test('a person who is shut out is out at his next request, and can be let in again', async () => {
  const { db, doing, tom } = await given()
  await shutOutUser(doing, { userId: tom.userId })
  expect(await findLiveSession(db, SESSION, NOON)).toBeNull()

  await letInUser(doing, { userId: tom.userId })
  const [row] = await db.user.findMany({ where: { id: tom.userId } })
  expect(row?.disabledAt).toBeNull()
  expect(await findLiveSession(db, SESSION, NOON)).toBeNull()
})

test('every change of a person is on record with what was before', async () => {
  const { db, doing, tom } = await given()
  await changeRoles(doing, { userId: tom.userId, roles: ['support', 'lead'] })
  expect(await endSessions(doing, { userId: tom.userId })).toEqual({ ended: 1 })
  await renewPassword(doing, { userId: tom.userId })

  const rows = await db.audit.findMany({ orderBy: { id: 'asc' }, select: { action: true, subject: true, before: true, after: true } })
  expect(rows).toMatchObject([
    { action: 'user: roles', subject: 'user tom@desk.example', before: { roles: ['support'] }, after: { roles: ['support', 'lead'] } },
    { action: 'user: end sessions', after: { sessions: 1 } },
    { action: 'user: new password' },
  ])
})

test('an admin cannot shut himself out, and nothing is recorded of it', async () => {
  const { db, doing, admin } = await given()
  await expect(shutOutUser(doing, { userId: admin.userId })).rejects.toMatchObject({ code: 'conflict', userMessageKey: 'errors.own-access' })
  expect(await db.audit.count()).toBe(0)
})

test('a new person signs in with the password that was shown once, which the audit does not hold', async () => {
  const { db, doing } = await given()
  await givenBakery(db)
  const { password } = await addUser(doing, { email: 'Baker@bakery.example', name: 'Frau Muster', roles: ['customer'], customerNumber: '10417' })

  const user = await db.user.findUniqueOrThrow({ where: { email: 'baker@bakery.example' } })
  expect(await fitsPassword(password, user.passwordHash)).toBe(true)
  expect(JSON.stringify(await db.audit.findMany({ select: { after: true, subject: true } }))).not.toContain(password)
})

test('only who configures sees the people', async () => {
  const { db, admin, tom } = await given()
  expect(await listUsersForAdmin(db, { userId: tom.userId, roles: ['support', 'lead'] }, NOON)).toEqual([])
  const seen = await listUsersForAdmin(db, { userId: admin.userId, roles: ['admin'] }, NOON)
  expect(seen.map(({ name, sessions, isSelf }) => [name, sessions, isSelf])).toEqual([['admin', 0, true], ['tom', 1, false]])
})
