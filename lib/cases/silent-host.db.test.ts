import { expect, test } from 'vitest'
import { withTestDatabase } from '../setup/test-database.ts'
import { markSilentHosts } from './mark-silent-hosts.ts'
import { storeAgentEvents } from './store-agent-events.ts'
import { eventPage, givenHost, minutesAfterNoon, NOON, workerAt } from './story-for-tests.ts'

test('a host not heard for over a minute is silent, has an incident, and is so once', async () => {
  const { db } = await withTestDatabase()
  const host = await givenHost(db, 'mx31')
  await db.host.update({ where: { id: host.id }, data: { joinedAt: NOON, lastReadAt: NOON } })

  expect(await markSilentHosts(workerAt(db, minutesAfterNoon(1)))).toEqual([])
  const [one, two] = await Promise.all([1, 2].map(() => markSilentHosts(workerAt(db, minutesAfterNoon(2)))))
  expect([...(one ?? []), ...(two ?? [])]).toEqual(['mx31'])
  expect(await db.incident.findMany()).toMatchObject([{ kind: 'silent-host', state: 'open' }])
  expect(await db.changeRow.count({ where: { kind: 'host', to: 'silent' } })).toBe(1)
})

test('a silent host that is heard again ends its incident', async () => {
  const { db } = await withTestDatabase()
  const host = await givenHost(db, 'mx31')
  await db.host.update({ where: { id: host.id }, data: { joinedAt: NOON, lastReadAt: NOON } })
  await markSilentHosts(workerAt(db, minutesAfterNoon(2)))
  await storeAgentEvents(workerAt(db, minutesAfterNoon(9)), host.id, eventPage(1, [], minutesAfterNoon(9)))

  expect(await db.host.findUniqueOrThrow({ where: { id: host.id } })).toMatchObject({ isSilent: false, lastReadAt: minutesAfterNoon(9) })
  expect(await db.incident.findFirstOrThrow()).toMatchObject({ state: 'over' })
})

test('a host that has yet to join is not silent', async () => {
  const { db } = await withTestDatabase()
  await givenHost(db, 'mx99')
  expect(await markSilentHosts(workerAt(db, minutesAfterNoon(9)))).toEqual([])
})
