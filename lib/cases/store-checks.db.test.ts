import { expect, test } from 'vitest'
import type { Db } from '../db.ts'
import { freshForMs, WORKER } from '../probes/host-check.ts'
import type { CheckId, CheckState, HostProbe } from '../protocol/probes.ts'
import type { EventOf } from '../protocol/events.ts'
import { withTestDatabase } from '../setup/test-database.ts'
import { acknowledgeCheck, forgetAcknowledgement } from './acknowledge-check.ts'
import { storeAgentEvents } from './store-agent-events.ts'
import { storeProbe } from './store-probe.ts'
import { eventPage, givenPerson, minutesAfterNoon, NOON, workerAt } from './story-for-tests.ts'

const FRESH = freshForMs(15 * 60_000)
type Host = { id: number; name: string; kind: string }

function givenQmail(db: Db, name: string): Promise<Host> {
  return db.host.create({ data: { name, kind: 'qmail', agentUrl: 'https://127.0.0.1:1', journal: '7f0e6f3e-9d2c-4a55-9b7e-0f6a7a1f0c11' }, select: { id: true, name: true, kind: true } })
}

function probe(at: Date, port: number, states: Partial<Record<CheckId, CheckState>>, isReached = true): HostProbe {
  const checks = Object.entries(states).map(([id, state]) => ({ id: id as CheckId, state, evidence: `250 STARTTLS (${state})`, cure: state === 'fail' ? 'a line after it' : null, findingId: `${id}-${state}`, cureId: null, parameters: {} }))
  return { host: 'alt3', at: at.toISOString(), tookMs: 5, trouble: null, ports: [{ address: '192.0.2.3', port, tls: port === 465 ? 'implicit' : 'starttls', from: '192.0.2.1', isReached, checks }] }
}

async function look(db: Db, host: Host, minutes: number, states: Partial<Record<CheckId, CheckState>>, { from = WORKER, port = 25, isReached = true } = {}): Promise<void> {
  const at = minutesAfterNoon(minutes)
  await storeProbe(workerAt(db, at), host, { from, probe: probe(at, port, states, isReached), freshMs: FRESH })
}

const incidents = (db: Db) => db.incident.findMany({ orderBy: { id: 'asc' }, select: { causeKey: true, state: true } })
const checkRows = (db: Db) => db.changeRow.findMany({ where: { kind: 'check' }, orderBy: { id: 'asc' }, select: { from: true, to: true, reason: true } })

test('hosts of one kind that fail the same check are one incident, over when the last of them passes', async () => {
  const { db } = await withTestDatabase()
  const [one, two] = [await givenQmail(db, 'alt3'), await givenQmail(db, 'alt4')]
  await look(db, one, 0, { 'starttls-not-last': 'fail', greeting: 'pass' })
  await look(db, two, 1, { 'starttls-not-last': 'fail' })
  expect(await incidents(db)).toEqual([{ causeKey: 'check:starttls-not-last:qmail', state: 'open' }])

  await look(db, one, 15, { 'starttls-not-last': 'pass', greeting: 'pass' })
  expect((await incidents(db)).map(({ state }) => state)).toEqual(['open'])
  await look(db, two, 16, { 'starttls-not-last': 'pass' })
  expect((await incidents(db)).map(({ state }) => state)).toEqual(['over'])
  expect((await checkRows(db)).map(({ from, to }) => [from, to])).toEqual([[null, 'fail'], [null, 'fail'], ['fail', 'pass'], ['fail', 'pass']])
})

test('that a host cannot be looked at neither ends an incident nor opens one', async () => {
  const { db } = await withTestDatabase()
  const host = await givenQmail(db, 'alt3')
  await look(db, host, 0, { 'starttls-not-last': 'unknown', greeting: 'unknown' }, { isReached: false })
  // A port where nobody ever listened is one line, not one for each check.
  expect((await db.hostCheck.findMany()).map(({ check, state }) => [check, state])).toEqual([['greeting', 'unknown']])
  expect(await incidents(db)).toEqual([])

  await look(db, host, 15, { 'starttls-not-last': 'fail' })
  await look(db, host, 30, { 'starttls-not-last': 'unknown' }, { isReached: false })
  expect(await db.hostCheck.findFirst({ where: { check: 'starttls-not-last' } })).toMatchObject({ state: 'unknown', knownState: 'fail', knownAt: minutesAfterNoon(15) })
  expect((await incidents(db)).map(({ state }) => state)).toEqual(['open'])

  await look(db, host, 45, { 'starttls-not-last': 'fail' })
  expect(await db.hostCheck.findFirst({ where: { check: 'starttls-not-last' } })).toMatchObject({ state: 'fail', since: minutesAfterNoon(15) })
  await look(db, host, 60, { 'starttls-not-last': 'pass' })
  expect((await incidents(db)).map(({ state }) => state)).toEqual(['over'])
})

test('it fails while anybody sees it fail, and both are kept with what they saw', async () => {
  const { db } = await withTestDatabase()
  const host = await givenQmail(db, 'alt3')
  await look(db, host, 0, { certificate: 'fail' }, { from: 'mx02' })
  await look(db, host, 1, { certificate: 'pass' })
  const row = await db.hostCheck.findFirstOrThrow({ where: { check: 'certificate' } })
  expect([row.state, (row.looks as { from: string; state: string }[]).map(({ from, state }) => `${from} ${state}`)]).toEqual(['fail', ['worker pass', 'mx02 fail']])
})

test('a check that applies no more is gone, and its incident with it', async () => {
  const { db } = await withTestDatabase()
  const host = await givenQmail(db, 'alt3')
  await look(db, host, 0, { 'starttls-works': 'fail', greeting: 'pass' })
  await look(db, host, 15, { greeting: 'pass' })
  expect(await db.hostCheck.count({ where: { check: 'starttls-works' } })).toBe(0)
  expect((await incidents(db)).map(({ state }) => state)).toEqual(['over'])
})

test('what does no harm now opens no incident', async () => {
  const { db } = await withTestDatabase()
  await look(db, await givenQmail(db, 'alt3'), 0, { 'helo-name': 'fail' })
  expect([await incidents(db), (await checkRows(db)).length]).toEqual([[], 1])
})

test('what somebody acknowledged stays so while it fails, and no longer', async () => {
  const { db } = await withTestDatabase()
  const host = await givenQmail(db, 'alt3')
  const mara = { db, now: minutesAfterNoon(5), actor: await givenPerson(db, 'mara', ['support']) }
  await look(db, host, 0, { 'starttls-not-last': 'fail' })
  await expect(acknowledgeCheck(mara, { host: 'alt3', check: 'greeting', reason: 'nothing is wrong', days: null })).rejects.toMatchObject({ code: 'not-found' })
  await acknowledgeCheck(mara, { host: 'alt3', check: 'starttls-not-last', reason: 'the host goes in January', days: 30 })
  await look(db, host, 15, { 'starttls-not-last': 'fail' })
  expect(await db.hostCheck.findFirst()).toMatchObject({ acknowledgedReason: 'the host goes in January', acknowledgedUntil: minutesAfterNoon(5 + 30 * 1440) })
  await look(db, host, 30, { 'starttls-not-last': 'pass' })
  await look(db, host, 45, { 'starttls-not-last': 'fail' })
  expect(await db.hostCheck.findFirst()).toMatchObject({ acknowledgedAt: null, acknowledgedReason: null })

  await acknowledgeCheck(mara, { host: 'alt3', check: 'starttls-not-last', reason: 'again', days: null })
  await forgetAcknowledgement(mara, { host: 'alt3', check: 'starttls-not-last' })
  expect(await db.hostCheck.findFirst()).toMatchObject({ acknowledgedAt: null })
  expect((await checkRows(db)).map(({ to }) => to)).toEqual(['fail', 'acknowledged', 'pass', 'fail', 'acknowledged', 'reopened'])
})

function configuration(findings: { line: number; text: string }[], passed = false): EventOf<'configuration'> {
  const file = '/etc/xinetd.d/smtps_psa'
  return {
    kind: 'configuration', lookedAt: NOON.toISOString(), unknown: [], files: [], isCut: false,
    passed: passed ? [{ id: 'smtps-plain-text', file }] : [],
    findings: findings.map((one) => ({ id: 'smtps-plain-text', file, ...one, message: 'Port 465 speaks plain text', cure: 'tls-level=smtps', source: 'a source', rewrittenBy: null })),
  }
}

test('a finding in the configuration and the look that shows it are one story; a cure asks for a look from outside', async () => {
  const { db } = await withTestDatabase()
  const host = await givenQmail(db, 'alt3')
  await look(db, host, 0, { 'implicit-tls': 'fail' }, { port: 465 })
  await storeAgentEvents(workerAt(db, minutesAfterNoon(1)), host.id, eventPage(1, [configuration([{ line: 11, text: 'server_args = -Rt0' }, { line: 31, text: 'server_args = -Rt0' }])], NOON, '7f0e6f3e-9d2c-4a55-9b7e-0f6a7a1f0c11'))
  expect(await incidents(db)).toEqual([{ causeKey: 'check:implicit-tls:qmail', state: 'open' }])
  const row = await db.hostCheck.findFirstOrThrow({ where: { source: 'configuration' } })
  expect([row.place, (row.looks as { line: number }[]).map(({ line }) => line)]).toEqual(['/etc/xinetd.d/smtps_psa', [11, 31]])
  expect(await db.host.findUnique({ where: { id: host.id }, select: { probeAskedAt: true } })).toEqual({ probeAskedAt: minutesAfterNoon(0) })

  await storeAgentEvents(workerAt(db, minutesAfterNoon(30)), host.id, eventPage(2, [configuration([], true)], minutesAfterNoon(30), '7f0e6f3e-9d2c-4a55-9b7e-0f6a7a1f0c11'))
  expect((await incidents(db)).map(({ state }) => state)).toEqual(['open'])
  await look(db, host, 31, { 'implicit-tls': 'pass' }, { port: 465 })
  expect((await incidents(db)).map(({ state }) => state)).toEqual(['over'])
})
