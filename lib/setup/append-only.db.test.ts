import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { withTestDatabase } from './test-database.ts'

const at = new Date('2026-11-24T10:00:00Z')

test('a change row can be added, but neither altered nor removed', async () => {
  const { db } = await withTestDatabase()
  const row = await db.changeRow.create({ data: { at, kind: 'host', byKind: 'worker' } })
  await expect(db.changeRow.update({ where: { id: row.id }, data: { reason: 'other' } })).rejects.toThrow('only ever added')
  await expect(db.changeRow.delete({ where: { id: row.id } })).rejects.toThrow('only ever added')
  await expect(db.$executeRaw`truncate "ChangeRow"`).rejects.toThrow('only ever added')
  expect(await db.changeRow.count()).toBe(1)
})

test('audit rows and their seals can be added, but neither altered nor removed', async () => {
  const { db } = await withTestDatabase()
  const row = await db.audit.create({ data: { at, actor: 'a', action: 'b', subject: 'c' } })
  await db.auditSeal.create({ data: { auditId: row.id, hash: 'h', previous: '', sealedAt: at } })
  await expect(db.audit.update({ where: { id: row.id }, data: { actor: 'x' } })).rejects.toThrow('only ever added')
  await expect(db.audit.deleteMany()).rejects.toThrow('only ever added')
  await expect(db.auditSeal.deleteMany()).rejects.toThrow('only ever added')
  await expect(db.$executeRaw`truncate "Audit", "AuditSeal"`).rejects.toThrow('only ever added')
})

test('a host without history can still be removed', async () => {
  const { db } = await withTestDatabase()
  const host = await db.host.create({ data: { name: 'mx1', kind: 'postfix', agentUrl: 'https://127.0.0.1:1' } })
  await db.host.delete({ where: { id: host.id } })
  expect(await db.host.count()).toBe(0)
})

test('a state that no rule knows is refused', async () => {
  const { db } = await withTestDatabase()
  const unknown = db.host.create({ data: { name: 'mx1', kind: 'sendmail', agentUrl: 'https://127.0.0.1:1' } })
  await expect(unknown).rejects.toThrow('Host_kind_known')
})

test('one cause has at most one running incident', async () => {
  const { db } = await withTestDatabase()
  const open = { kind: 'relay-abuse', causeKey: 'account:1', openedAt: at }
  const first = await db.incident.create({ data: open })
  await expect(db.incident.create({ data: open })).rejects.toThrow('Unique constraint')
  await db.incident.update({ where: { id: first.id }, data: { state: 'over', endedAt: at } })
  expect((await db.incident.create({ data: open })).number).toBeGreaterThan(first.number)
})

test('whoever listens hears of a change row by its ids, and only after the commit', async () => {
  const { db, url } = await withTestDatabase()
  const heard = await listen(url, 'relayward_change')
  const account = await db.account.create({ data: { name: 'info@example.test' } })
  await db.$transaction(async (tx) => {
    await tx.changeRow.create({ data: { at, kind: 'relay-lock', byKind: 'agent', accountId: account.id, reason: 'secret' } })
    expect(heard).toEqual([])
  })
  await expect.poll(() => heard).toHaveLength(1)
  expect(JSON.parse(heard[0] ?? '')).toEqual({
    id: '1',
    kind: 'relay-lock',
    hostId: null,
    accountId: account.id,
    customerId: null,
    lockId: null,
    ticketId: null,
    incidentId: null,
  })
})

test('workers are woken by new work and by moved steps, not by other writes', async () => {
  const { db, url } = await withTestDatabase()
  const heard = await listen(url, 'relayward_work')
  const host = await db.host.create({ data: { name: 'mx1', kind: 'postfix', agentUrl: 'https://127.0.0.1:1' } })
  const key = { hostId: host.id, kind: 'relay', key: 'info@example.test' }
  await db.standingOrder.create({ data: { ...key, version: 1, data: {}, wantedAt: at } })
  await db.standingOrder.update({ where: { hostId_kind_key: key }, data: { found: 'locked', foundVersion: 1 } })
  await db.standingOrder.update({ where: { hostId_kind_key: key }, data: { version: 2 } })
  await db.order.create({ data: { id: crypto.randomUUID(), hostId: host.id, verb: 'release', args: {} } })
  await db.notice.create({
    data: { id: crypto.randomUUID(), kind: 'reminder', language: 'de', questions: [], to: [], subject: '', text: '', messageId: 'm' },
  })
  await expect.poll(() => heard).toEqual(['host', 'standing', 'standing', 'order', 'notice'])
})

async function listen(url: string, channel: string): Promise<string[]> {
  const heard: string[] = []
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  onTestFinished(() => client.end())
  client.on('notification', (notification) => heard.push(notification.payload ?? ''))
  await client.query(`listen ${channel}`)
  return heard
}
