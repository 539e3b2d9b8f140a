import { expect, test } from 'vitest'
import { DEFAULT_DESK } from '../notices/desk.ts'
import { getNoticesForAdmin } from '../notices/notice-admin-views.ts'
import { withTestDatabase } from '../setup/test-database.ts'
import { saveDeskSetting } from './save-desk.ts'
import { givenHost, givenPerson, NOON } from './story-for-tests.ts'

test('a new abuse address reaches the notices, the hosts and the record', async () => {
  const { db } = await withTestDatabase()
  const host = await givenHost(db, 'mx02')
  await db.host.update({ where: { id: host.id }, data: { joinedAt: NOON } })
  const actor = await givenPerson(db, 'admin', ['admin'])
  const desk = { ...DEFAULT_DESK, providerName: 'Nordpost', abuseAddress: 'abuse@nordpost.example' }
  await saveDeskSetting({ db, now: NOON, actor }, { desk, reason: 'new name' })

  const door = await db.standingOrder.findFirstOrThrow({ where: { kind: 'door' } })
  expect(door.data).toMatchObject({ addresses: ['abuse@nordpost.example', 'postmaster@nordpost.example'] })
  const seen = await getNoticesForAdmin(db, { roles: ['admin'] }, NOON)
  expect(seen?.samples).toHaveLength(8)
  for (const { texts } of seen?.samples ?? []) for (const { text } of Object.values(texts)) expect(text).toContain('Nordpost')
  expect(await db.audit.findFirst({ where: { action: 'desk: save' } })).toMatchObject({ reason: 'new name', before: { providerName: DEFAULT_DESK.providerName }, after: { providerName: 'Nordpost' } })
})
