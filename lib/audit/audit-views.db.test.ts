import { expect, test } from 'vitest'
import { NOON } from '../cases/story-for-tests.ts'
import type { Db } from '../db.ts'
import { withTestDatabase } from '../setup/test-database.ts'
import { recordAudit } from './audit-records.ts'
import { getAuditPage, getAuditVerdict } from './audit-views.ts'
import { sealAudit } from './seal-audit.ts'

const ADMIN = { roles: ['admin' as const] }

async function givenRows(db: Db) {
  const actor = { kind: 'worker' } as const
  await db.$transaction(async (tx) => {
    await recordAudit(tx, { at: NOON, actor, action: 'host: add', subject: 'host mx01', after: { site: 'Nürnberg' } })
    await recordAudit(tx, { at: NOON, actor, action: 'quarantine: release', subject: 'act 1', reason: 'for anna@gmx.example', after: { selection: { filter: { text: 'anna@gmx.example' } } } })
  })
}

test('an admin reads who set up what, and of mail only that something was done', async () => {
  const { db } = await withTestDatabase()
  await givenRows(db)
  const page = await getAuditPage(db, ADMIN, {})
  expect(page?.rows).toMatchObject([
    { action: 'quarantine: release', reason: 'for …@gmx.example', details: null },
    { action: 'host: add', details: { after: { site: 'Nürnberg' } } },
  ])
  const lead = await getAuditPage(db, { roles: ['admin', 'lead'] }, {})
  expect(lead?.rows[0]?.reason).toBe('for anna@gmx.example')
})

test('what is sealed and what is not yet is counted, and the chain read whole', async () => {
  const { db } = await withTestDatabase()
  await givenRows(db)
  expect((await getAuditPage(db, ADMIN, {}))?.chain).toMatchObject({ rows: 2, sealed: 0, unsealed: 2 })
  await sealAudit(db, NOON)
  const page = await getAuditPage(db, ADMIN, { action: 'host: add' })
  expect(page?.chain).toMatchObject({ sealed: 2, unsealed: 0, lastSealedAt: NOON.toISOString() })
  expect(page?.rows.map((row) => row.isSealed)).toEqual([true])
  expect(await getAuditVerdict(db, ADMIN, false)).toMatchObject({ isWhole: true, rows: 2 })
})

test('the pages of the audit follow one another without a gap, and only for an admin', async () => {
  const { db } = await withTestDatabase()
  await givenRows(db)
  const first = await getAuditPage(db, ADMIN, {}, 1)
  const second = await getAuditPage(db, ADMIN, { before: first?.next ?? '' }, 1)
  expect([first, second].map((page) => page?.rows.map((row) => row.action))).toEqual([['quarantine: release'], ['host: add']])
  expect(second?.next).toBeNull()
  expect(await getAuditPage(db, { roles: ['support', 'lead'] }, {})).toBeNull()
})
