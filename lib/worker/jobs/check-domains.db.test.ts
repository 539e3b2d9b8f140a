import { expect, onTestFinished, test, vi } from 'vitest'
import type { Db } from '../../db.ts'
import { wantDomainCheck } from '../../cases/want-domain-check.ts'
import { givenBakery, givenHost, minutesAfterNoon, NOON, workerAt } from '../../cases/story-for-tests.ts'
import { startZone, type Zone } from '../../dns/zone-for-tests.ts'
import { listDueDomains } from '../../domain-checks/due-domain-records.ts'
import { saveSendingSetting } from '../../domain-checks/sending-setting-records.ts'
import { readWantedDomains } from '../../domain-checks/wanted-domain-records.ts'
import { openLog } from '../../log.ts'
import { withTestDatabase } from '../../setup/test-database.ts'
import type { WorkerContext } from '../worker-context.ts'
import { checkDomains } from './check-domains.ts'

const NAMED = { TXT: ['v=spf1 ip4:203.0.113.10 -all'] }
const POLICY = { TXT: ['v=DMARC1; p=reject; rua=mailto:dmarc@baeckerei.example'] }
const GOOD: Zone = { 'baeckerei.example': NAMED, '_dmarc.baeckerei.example': POLICY }

async function givenDesk(zone: Zone) {
  const { db } = await withTestDatabase()
  const host = await givenHost(db, 'mx01.provider.example')
  await db.hostIp.create({ data: { hostId: host.id, ip: '203.0.113.10' } })
  await givenBakery(db)
  const started = await useZone(db, zone)
  return { db, ...started }
}

/** The desk asks a server that holds this zone from now on. */
async function useZone(db: Db, zone: Zone) {
  const started = await startZone(zone)
  onTestFinished(started.stop)
  const value = { resolvers: [`127.0.0.1:${started.server.port}`], intervalMinutes: 10 }
  await db.setting.upsert({ where: { key: 'blocklists' }, create: { key: 'blocklists', value, updatedAt: NOON }, update: { value } })
  return started
}

async function runAt(db: Db, at: Date, signal = new AbortController().signal): Promise<void> {
  const context = { db, env: {}, now: () => at, log: openLog('worker', 'silent') } as unknown as WorkerContext
  await checkDomains(context, signal)
}

const states = async (db: Db) => (await db.domainCheck.findMany({ orderBy: [{ domain: 'asc' }, { check: 'asc' }, { about: 'asc' }] })).map(({ domain, check, about, state }) => [domain, check, about, state].join(' ').replace('  ', ' '))

test('a new domain is looked at in the next round, and its first look is no change', async () => {
  const { db } = await givenDesk(GOOD)
  await runAt(db, NOON)
  expect(await states(db)).toEqual(['baeckerei.example dmarc pass', 'baeckerei.example spf pass'])
  expect(await db.domainCheck.findFirst({ include: { customer: true } })).toMatchObject({ customer: { number: '10417' }, since: NOON, checkedAt: NOON })
  expect(await db.changeRow.count({ where: { kind: 'domain-check' } })).toBe(0)
})

test('a domain that is well is looked at once a day, one that is not every hour', async () => {
  const { db, server } = await givenDesk(GOOD)
  await runAt(db, NOON)
  const asked = server.asked.length
  await runAt(db, minutesAfterNoon(19 * 60))
  expect(server.asked).toHaveLength(asked)
  await runAt(db, minutesAfterNoon(24 * 60))
  expect(server.asked.length).toBeGreaterThan(asked)

  const broken = await useZone(db, {})
  await runAt(db, minutesAfterNoon(48 * 60))
  const askedOfBroken = broken.server.asked.length
  await runAt(db, minutesAfterNoon(48 * 60 + 30))
  expect(broken.server.asked).toHaveLength(askedOfBroken)
  await runAt(db, minutesAfterNoon(49 * 60))
  expect(broken.server.asked.length).toBeGreaterThan(askedOfBroken)
})

test('a check that changes is one change row with the record that decided, and keeps since when it was so', async () => {
  const { db } = await givenDesk(GOOD)
  await runAt(db, NOON)
  const later = minutesAfterNoon(24 * 60)
  await useZone(db, { ...GOOD, 'baeckerei.example': { TXT: ['v=spf1 -all'] } })
  await runAt(db, later)
  await runAt(db, minutesAfterNoon(26 * 60))
  expect(await db.changeRow.findMany({ where: { kind: 'domain-check' } })).toMatchObject([
    { from: 'pass', to: 'fail', at: later, customerId: expect.any(Number), evidence: { domain: 'baeckerei.example', check: 'spf', about: '', evidence: 'v=spf1 -all' } },
  ])
  expect(await db.domainCheck.findFirst({ where: { check: 'spf' } })).toMatchObject({ state: 'fail', since: later, checkedAt: minutesAfterNoon(26 * 60), cure: 'v=spf1 ip4:203.0.113.10 -all' })
})

test('servers of the domain that fail make it unknown, never well', async () => {
  const { db } = await givenDesk(GOOD)
  await runAt(db, NOON)
  await useZone(db, { ...GOOD, 'baeckerei.example': 'servfail' })
  await runAt(db, minutesAfterNoon(24 * 60))
  expect(await states(db)).toEqual(['baeckerei.example dmarc pass', 'baeckerei.example spf unknown'])
})

test('while no resolver answers, what is known stays as it is with its age', async () => {
  const { db } = await givenDesk(GOOD)
  await runAt(db, NOON)
  await db.setting.update({ where: { key: 'blocklists' }, data: { value: { resolvers: ['127.0.0.1:9'], intervalMinutes: 10 } } })
  await runAt(db, minutesAfterNoon(48 * 60))
  expect(await db.domainCheck.findFirst({ where: { check: 'spf' } })).toMatchObject({ state: 'pass', checkedAt: NOON })
  expect(await db.changeRow.count({ where: { kind: 'domain-check' } })).toBe(0)
})

test('a worker that ends in the middle of a look leaves it to the next one', async () => {
  const { db, server } = await givenDesk({ ...GOOD, 'baeckerei.example': 'silent' })
  const stopping = new AbortController()
  const run = runAt(db, NOON, stopping.signal)
  await vi.waitFor(() => expect(server.asked.map(({ name }) => name)).toContain('baeckerei.example'))
  stopping.abort()
  await run
  expect(await states(db)).toEqual([])
  await useZone(db, GOOD)
  await runAt(db, minutesAfterNoon(1))
  expect(await states(db)).toEqual(['baeckerei.example dmarc pass', 'baeckerei.example spf pass'])
})

test('addresses that fare differently have a row each, and lose it when they fare alike again', async () => {
  const { db } = await givenDesk(GOOD)
  const host = await givenHost(db, 'mx02.provider.example')
  await db.hostIp.create({ data: { hostId: host.id, ip: '203.0.113.20' } })
  await runAt(db, NOON)
  expect(await states(db)).toEqual(['baeckerei.example dmarc pass', 'baeckerei.example spf fail', 'baeckerei.example spf 203.0.113.10 pass', 'baeckerei.example spf 203.0.113.20 fail'])
  await db.host.update({ where: { id: host.id }, data: { revokedAt: NOON } })
  await runAt(db, minutesAfterNoon(60))
  expect(await states(db)).toEqual(['baeckerei.example dmarc pass', 'baeckerei.example spf pass'])
})

test('our own domains are looked at too, with the keys at our selectors', async () => {
  const { db } = await givenDesk({ ...GOOD, 'provider.example': NAMED, 'rw1._domainkey.provider.example': { TXT: ['v=DKIM1; p='] } })
  await db.$transaction((tx) => saveSendingSetting(tx, { ownDomains: ['provider.example'], includeDomain: null, dkimSelectors: ['rw1'] }, NOON))
  await runAt(db, NOON)
  expect(await states(db)).toEqual([
    'baeckerei.example dkim fail', 'baeckerei.example dmarc pass', 'baeckerei.example spf pass',
    'provider.example dkim rw1 fail', 'provider.example dmarc fail', 'provider.example spf pass',
  ])
})

test('a domain that no longer sends through us is forgotten', async () => {
  const { db } = await givenDesk(GOOD)
  await runAt(db, NOON)
  await db.customer.updateMany({ data: { endedAt: NOON } })
  await runAt(db, minutesAfterNoon(1))
  expect(await states(db)).toEqual([])
})

test('what somebody wants looked at is looked at in the next round, and once', async () => {
  const { db, server } = await givenDesk(GOOD)
  await runAt(db, NOON)
  await wantDomainCheck(workerAt(db, minutesAfterNoon(5)), { domain: 'baeckerei.example' })
  await runAt(db, minutesAfterNoon(5))
  expect(await db.domainCheck.findFirst({ where: { check: 'spf' } })).toMatchObject({ checkedAt: minutesAfterNoon(5) })
  const asked = server.asked.length
  await runAt(db, minutesAfterNoon(6))
  expect(server.asked).toHaveLength(asked)
  expect(await readWantedDomains(db)).toEqual({})
  await expect(wantDomainCheck(workerAt(db, NOON), { domain: 'fremd.example' })).rejects.toMatchObject({ code: 'not-found' })
})

test('ten thousand domains are taken a part at a time, the ones waiting longest first', async () => {
  const { db } = await givenDesk({})
  await db.$executeRaw`INSERT INTO "CustomerDomain" (domain, "customerId") SELECT 'd' || n || '.example', (SELECT id FROM "Customer" LIMIT 1) FROM generate_series(1, 9999) n`
  await db.$executeRaw`INSERT INTO "DomainCheck" (domain, "check", about, state, since, "checkedAt", evidence) SELECT 'd' || n || '.example', 'spf', '', 'pass', ${NOON}, ${NOON}::timestamptz - n * interval '1 s', '{}' FROM generate_series(1, 9999) n`
  const due = await listDueDomains(db, { ownDomains: [], wanted: ['d5.example'], now: minutesAfterNoon(24 * 60), limit: 200 })
  expect(due.slice(0, 3).map(({ domain }) => domain)).toEqual(['d5.example', 'baeckerei.example', 'd9999.example'])
  expect(due).toHaveLength(200)
})
