import pg from 'pg'
import { expect, test } from 'vitest'
import type { Db } from '../db.ts'
import { withTestDatabase } from '../setup/test-database.ts'
import { recordAudit } from './audit-records.ts'
import { sealAudit } from './seal-audit.ts'
import { verifyAudit } from './verify-audit.ts'

const NOW = new Date('2026-11-24T12:00:00Z')

async function given(db: Db, count: number): Promise<bigint[]> {
  const ids: bigint[] = []
  for (let n = 0; n < count; n++) {
    ids.push(await db.$transaction((tx) => recordAudit(tx, { at: NOW, actor: { kind: 'worker' }, action: 'test', subject: `thing ${n}`, after: { b: 1, a: n } })))
  }
  return ids
}

/** An intruder with the rights of the tables' owner. */
async function tamper(url: string, sql: string, ids: (bigint | undefined)[]): Promise<void> {
  const intruder = new pg.Client({ connectionString: url })
  await intruder.connect()
  await intruder.query('ALTER TABLE "Audit" DISABLE TRIGGER USER')
  await intruder.query(sql, ids.map(String))
  await intruder.end()
}

test('an untouched audit is whole', async () => {
  const { db } = await withTestDatabase()
  await given(db, 5)
  expect(await sealAudit(db, NOW)).toBe(5)
  await given(db, 2)
  expect(await sealAudit(db, NOW)).toBe(2)
  expect(await verifyAudit(db)).toEqual({ isWhole: true, rows: 7, faults: [] })
})

test('a row that was altered after it was sealed is named', async () => {
  const { db, url } = await withTestDatabase()
  const ids = await given(db, 5)
  await sealAudit(db, NOW)
  await tamper(url, `UPDATE "Audit" SET reason = 'never happened' WHERE id = $1`, [ids[2]])
  expect(await verifyAudit(db)).toMatchObject({ isWhole: false, faults: [{ auditId: String(ids[2]), fault: 'altered' }] })
})

test('a row that was removed and one that was slipped in are named', async () => {
  const { db, url } = await withTestDatabase()
  const ids = await given(db, 5)
  await tamper(url, 'DELETE FROM "Audit" WHERE id = $1', [ids[3]])
  await sealAudit(db, NOW)
  await tamper(url, 'DELETE FROM "Audit" WHERE id = $1', [ids[1]])
  await tamper(url, `INSERT INTO "Audit" (id, at, actor, action, subject) VALUES ($1, now(), 'nobody', 'test', 'late')`, [ids[3]])
  const { faults } = await verifyAudit(db)
  expect(faults).toEqual([{ auditId: String(ids[1]), fault: 'removed' }, { auditId: String(ids[3]), fault: 'added' }])
})

test('a row whose transaction ends late is not jumped over', async () => {
  const { db } = await withTestDatabase()
  let sealed: Promise<number> | undefined
  await db.$transaction(async (tx) => {
    await recordAudit(tx, { at: NOW, actor: { kind: 'worker' }, action: 'test', subject: 'slow' })
    await given(db, 1)
    sealed = sealAudit(db, NOW)
    await waitUntilSomebodyWaitsForTheTable(db)
  })
  expect(await sealed).toBe(2)
  expect(await verifyAudit(db)).toMatchObject({ isWhole: true, rows: 2 })
})

async function waitUntilSomebodyWaitsForTheTable(db: Db): Promise<void> {
  for (let round = 0; round < 500; round++) {
    const [row] = await db.$queryRaw<{ waits: boolean }[]>`
      SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted AND relation = '"Audit"'::regclass) AS waits`
    if (row?.waits) return
  }
  throw new Error('the sealer did not wait')
}

test('several copies that seal at once make one chain', async () => {
  const { db } = await withTestDatabase()
  await given(db, 20)
  await Promise.all([1, 2, 3].map(() => sealAudit(db, NOW)))
  await sealAudit(db, NOW)
  expect(await verifyAudit(db)).toMatchObject({ isWhole: true, rows: 20 })
})
