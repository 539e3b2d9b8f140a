import { expect, test } from 'vitest'
import { addHost } from '../cases/add-host.ts'
import { withTestDatabase } from '../setup/test-database.ts'
import { clearStory } from './clear-story.ts'

const now = new Date('2026-11-24T10:00:00Z')

async function givenStory(told: boolean) {
  const store = await withTestDatabase()
  await addHost({ db: store.db, now, actor: { kind: 'worker' } }, { name: 'mx01', kind: 'postfix', agentUrl: 'https://127.0.0.1:1' }, 's'.repeat(40))
  await store.db.changeRow.create({ data: { at: now, kind: 'host', byKind: 'worker' } })
  await store.db.setting.create({ data: { key: 'demo', value: { told }, updatedAt: now } })
  return store
}

test('what a story that was broken off has left is removed, and rows are only ever added again after it', async () => {
  const { db, url } = await givenStory(false)
  await clearStory(url)
  expect([await db.host.count(), await db.changeRow.count(), await db.audit.count(), await db.setting.count()]).toEqual([0, 0, 0, 0])
  const row = await db.changeRow.create({ data: { at: now, kind: 'host', byKind: 'worker' } })
  expect(row.id).toBe(1n)
  await expect(db.changeRow.delete({ where: { id: row.id } })).rejects.toThrow('only ever added')
})

test('a story that was told is somebody’s desk and stays', async () => {
  const { db, url } = await givenStory(true)
  await expect(clearStory(url)).rejects.toThrow('no half-told story')
  expect([await db.host.count(), await db.changeRow.count()]).toEqual([1, 1])
})

test('a database without any story stays as it is', async () => {
  const { db, url } = await withTestDatabase()
  await addHost({ db, now, actor: { kind: 'worker' } }, { name: 'mx01', kind: 'postfix', agentUrl: 'https://127.0.0.1:1' }, 's'.repeat(40))
  await expect(clearStory(url)).rejects.toThrow('no half-told story')
  expect(await db.host.count()).toBe(1)
})
