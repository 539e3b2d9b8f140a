import { expect, test } from 'vitest'
import type { Db } from '../db.ts'
import { domainFinding, type DomainFinding } from '../domain-checks/domain-check.ts'
import { listOpenFailures } from '../domain-checks/domain-failure-records.ts'
import { saveSendingSetting } from '../domain-checks/sending-setting-records.ts'
import { withTestDatabase } from '../setup/test-database.ts'
import { acknowledgeDomain, forgetDomainAcknowledgement } from './acknowledge-domain.ts'
import { forgetDomainFailures } from './forget-domain-failures.ts'
import { storeDomainChecks } from './store-domain-checks.ts'
import { givenPerson, minutesAfterNoon, NOON, workerAt } from './story-for-tests.ts'

const OURS = 'provider.example'
const NAMED = domainFinding('spf', '', { finding: 'named', record: 'v=spf1 mx -all' })
const FORBIDDEN = domainFinding('spf', '', { finding: 'not-named', record: 'v=spf1 -all' })
const UNANSWERED = domainFinding('spf', '', { finding: 'no-answer', record: null, text: 'ESERVFAIL' })
const NO_POLICY = domainFinding('dmarc', '', { finding: 'no-policy', record: null })

async function givenOurs(): Promise<Db> {
  const { db } = await withTestDatabase()
  await db.$transaction((tx) => saveSendingSetting(tx, { ownDomains: [OURS], includeDomain: null, dkimSelectors: [] }, NOON))
  return db
}

const look = (db: Db, minutes: number, findings: DomainFinding[], domain = OURS, customerId: number | null = null) => storeDomainChecks(workerAt(db, minutesAfterNoon(minutes)), { domain, customerId }, findings)
const rows = async (db: Db) => (await db.changeRow.findMany({ where: { kind: 'domain-check' }, orderBy: { id: 'asc' } })).map(({ from, to }) => `${from} ${to}`)
const incidents = (db: Db) => db.incident.findMany({ orderBy: { id: 'asc' }, select: { kind: true, causeKey: true, state: true } })

test('a domain of ours that fails is a change row and an incident at its first look, and over when the next look passes', async () => {
  const db = await givenOurs()
  await look(db, 0, [FORBIDDEN, NO_POLICY])
  expect(await rows(db)).toEqual(['null fail', 'null fail'])
  expect(await incidents(db)).toEqual([{ kind: 'failing-probe', causeKey: `domain:spf:${OURS}`, state: 'open' }, { kind: 'failing-probe', causeKey: `domain:dmarc:${OURS}`, state: 'open' }])

  await look(db, 60, [FORBIDDEN, NO_POLICY])
  expect(await rows(db)).toHaveLength(2)
  await look(db, 120, [NAMED, NO_POLICY])
  expect(await rows(db)).toEqual(['null fail', 'null fail', 'fail pass'])
  expect((await incidents(db)).map(({ state }) => state)).toEqual(['over', 'open'])
  expect((await listOpenFailures(db, minutesAfterNoon(120))).own).toMatchObject([{ check: 'dmarc', since: NOON }])
})

test('while nobody answers it counts as failing and its incident stays; a first look that is not answered begins nothing', async () => {
  const db = await givenOurs()
  await look(db, 0, [UNANSWERED])
  expect([await rows(db), await incidents(db)]).toEqual([[], []])
  await look(db, 60, [FORBIDDEN])
  await look(db, 120, [UNANSWERED])
  expect(await rows(db)).toEqual(['unknown fail', 'fail unknown'])
  expect(await db.domainFailure.findFirst()).toMatchObject({ state: 'unknown', since: minutesAfterNoon(60), evidence: 'v=spf1 -all' })
  expect((await incidents(db)).map(({ state }) => state)).toEqual(['open'])
})

test('acknowledged harm is no work until its time is up, or until it fails for another reason', async () => {
  const db = await givenOurs()
  await look(db, 0, [FORBIDDEN])
  const doing = { db, now: NOON, actor: await givenPerson(db, 'mara', ['support']) }
  await acknowledgeDomain(doing, { domain: OURS, check: 'spf', reason: 'moves to another zone', days: 1 })
  const open = async (minutes: number) => (await listOpenFailures(db, minutesAfterNoon(minutes))).own.length
  expect([await open(60), await open(25 * 60)]).toEqual([0, 1])
  await look(db, 60, [FORBIDDEN])
  expect(await open(60)).toBe(0)
  await look(db, 120, [domainFinding('spf', '', { finding: 'broken', record: 'v=spf1 ip4:x' })])
  expect(await open(120)).toBe(1)
  expect(await rows(db)).toEqual(['null fail', 'fail acknowledged', 'fail fail'])
  expect(await db.audit.findMany({ where: { action: 'domain check: acknowledge' } })).toMatchObject([{ subject: `spf of ${OURS}`, reason: 'moves to another zone' }])

  await acknowledgeDomain({ ...doing, now: minutesAfterNoon(130) }, { domain: OURS, check: 'spf', reason: 'known again', days: null })
  await forgetDomainAcknowledgement({ ...doing, now: minutesAfterNoon(140) }, { domain: OURS, check: 'spf' })
  expect(await open(140)).toBe(1)
  await expect(acknowledgeDomain(doing, { domain: OURS, check: 'dkim', reason: 'nothing', days: null })).rejects.toThrow('does no harm')
})

test('customers: only a record that forbids our hosts is a row, all of them together are one, and none opens an incident', async () => {
  const db = await givenOurs()
  for (let n = 0; n < 12; n += 1) {
    const { id } = await db.customer.create({ data: { number: `${n}`, name: 'K', domains: { create: { domain: `k${n}.example` } } } })
    await look(db, n, n < 4 ? [FORBIDDEN, NO_POLICY] : [domainFinding('spf', '', { finding: 'no-record', record: null }), NO_POLICY], `k${n}.example`, id)
  }
  expect(await rows(db)).toEqual(['null fail', 'null fail', 'null fail', 'null fail'])
  expect(await listOpenFailures(db, NOON)).toEqual({ own: [], customers: { domains: 4, first: ['k0.example', 'k1.example', 'k2.example'], since: NOON, latest: minutesAfterNoon(3) } })
  expect(await incidents(db)).toEqual([])
})

test('a domain that is ours no longer has no harm any more, and its incident is over', async () => {
  const db = await givenOurs()
  await look(db, 0, [FORBIDDEN])
  await forgetDomainFailures(workerAt(db, minutesAfterNoon(1)), [OURS])
  expect(await db.domainFailure.count()).toBe(1)
  await forgetDomainFailures(workerAt(db, minutesAfterNoon(2)), [])
  expect(await db.domainFailure.count()).toBe(0)
  expect((await incidents(db)).map(({ state }) => state)).toEqual(['over'])
  expect((await rows(db)).at(-1)).toBe('fail gone')
})

test('the history of a domain is found by an index', async () => {
  const db = await givenOurs()
  await db.$executeRaw`INSERT INTO "ChangeRow" (at, kind, "byKind", evidence) SELECT now(), 'domain-check', 'worker', jsonb_build_object('domain', 'd' || n % 2000 || '.example') FROM generate_series(1, 20000) n`
  await db.$executeRaw`ANALYZE "ChangeRow"`
  const plan = await db.$queryRaw<{ 'QUERY PLAN': string }[]>`EXPLAIN SELECT id FROM "ChangeRow" WHERE kind = 'domain-check' AND evidence->>'domain' = 'd7.example' AND "customerId" IS NOT DISTINCT FROM NULL ORDER BY id DESC LIMIT 50`
  expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toContain('ChangeRow_domain_idx')
})
