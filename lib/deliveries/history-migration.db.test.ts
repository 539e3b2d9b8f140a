import { randomUUID } from 'node:crypto'
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { expect, inject, onTestFinished, test } from 'vitest'
import { closeDb, openDb } from '../db.ts'
import { migrate } from '../setup/migrate.ts'
import { onDatabase } from '../setup/test-cluster.ts'
import { storeDeliveries } from './delivery-records.ts'
import { listPairs } from './matrix-records.ts'

const migrations = path.resolve(import.meta.dirname, '../../prisma/migrations')

async function databaseBefore(name: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'relayward-history-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  for (const each of (await readdir(migrations)).filter((entry) => /^\d/.test(entry) && entry < name)) await cp(path.join(migrations, each), path.join(folder, each), { recursive: true })
  const database = `before_${randomUUID().replaceAll('-', '')}`
  await ask(inject('testClusterUrl'), `create database ${database}`)
  onTestFinished(async () => void (await ask(inject('testClusterUrl'), `drop database ${database} with (force)`)))
  const address = onDatabase(inject('testClusterUrl'), database)
  await migrate(address, folder)
  return address
}

async function ask(address: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: address })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}

test('what was stored before history was partitioned is carried over, and goes on being counted', async () => {
  const address = await databaseBefore('0006')
  await ask(address, `
    INSERT INTO "Host" (id, name, kind, "agentUrl") VALUES (7, 'mx01', 'postfix', 'https://127.0.0.1:1');
    INSERT INTO "DeliveryStep" VALUES ('2026-11-24 11:50+00', 7, 'google', 'delivered', '', '', 4), ('2026-11-22 11:50+00', 7, 'google', 'bounced', 'ip_block', '', 2);
    INSERT INTO "DeliveryHour" VALUES ('2026-11-24 11:00+00', 7, 'google', 'delivered', '', '', 30), ('2026-11-24 11:00+00', 7, 'google', 'delivered', '', '192.0.2.1', 1), ('2026-10-31 23:00+00', 7, 'google', 'delivered', '', '', 5);
    INSERT INTO "ReplySample" ("hostId", at, receiver, outcome, "refusalClass", reply) VALUES (7, '2026-11-24 11:51+00', 'google', 'bounced', 'ip_block', '550 blocked');`)
  await migrate(address, migrations)

  const db = openDb(address)
  onTestFinished(() => closeDb(db))
  const now = new Date('2026-11-24T12:00:00Z')
  expect(await db.deliveryStep.aggregate({ _sum: { count: true } })).toEqual({ _sum: { count: 6 } })
  expect((await db.deliveryDay.findMany({ orderBy: { day: 'asc' } })).map(({ day, count }) => [day.toISOString().slice(0, 10), count])).toEqual([['2026-10-31', 5], ['2026-11-24', 31]])

  const cell = { ip: null, receiver: 'google', outcome: 'delivered', refusalClass: null, count: 10 } as const
  const sample = { at: now.toISOString(), receiver: 'google', refusalClass: 'ip_block', outcome: 'bounced', account: null, reply: '550' } as const
  await db.$transaction((tx) => storeDeliveries(tx, 7, { kind: 'deliveries', step: '2026-11-24T11:50:00.000Z', cells: [cell], samples: [sample] }, now))
  expect(await listPairs(db, '24h', now, { hostIds: [7], receivers: ['google'] })).toEqual([{ hostId: 7, receiver: 'google', delivered: 37, deferred: 0, refused: 0, others: 0 }])
  expect((await db.replySample.findMany({ orderBy: { id: 'asc' } })).map(({ id }) => id)).toEqual([1n, 2n])
})
