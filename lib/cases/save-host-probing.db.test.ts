import { expect, test } from 'vitest'
import type { Db } from '../db.ts'
import { HARMING_CHECKS } from '../probes/check-catalogue.ts'
import { freshForMs, WORKER } from '../probes/host-check.ts'
import { listFailing } from '../probes/host-check-records.ts'
import { getProbingForAdmin } from '../probes/probe-admin-views.ts'
import { listObservers, listProbedHosts } from '../probes/probe-schedule-records.ts'
import { readProbeSetting } from '../probes/probe-setting-records.ts'
import { withTestDatabase } from '../setup/test-database.ts'
import { saveHostProbing, type SaveHostProbingInput } from './save-host-probing.ts'
import { saveProbing, type SaveProbingInput } from './save-probing.ts'
import { storeProbe } from './store-probe.ts'
import { givenPerson, minutesAfterNoon, NOON, workerAt } from './story-for-tests.ts'
import { wishProbe } from './wish-probe.ts'

async function givenHosts() {
  const { db } = await withTestDatabase()
  const actor = await givenPerson(db, 'ada', ['admin'])
  const host = await db.host.create({ data: { name: 'alt3', kind: 'qmail', agentUrl: 'https://127.0.0.1:1', ips: { create: { ip: '192.0.2.3' } } } })
  const save = (more: Partial<SaveHostProbingInput>, minutes = 0) => saveHostProbing({ db, now: minutesAfterNoon(minutes), actor }, { host: 'alt3', places: [], isProbed: true, looksAtOthers: true, reason: 'so decided', ...more })
  return { db, actor, host, save }
}

async function look(db: Db, host: { id: number; name: string; kind: string }, minutes: number): Promise<void> {
  const at = minutesAfterNoon(minutes)
  const check = { id: 'starttls-not-last' as const, state: 'fail' as const, evidence: '250 STARTTLS', cure: 'a line after it', findingId: 'starttls-is-last', cureId: null, parameters: {} }
  const probe = { host: 'alt3', at: at.toISOString(), tookMs: 5, trouble: null, ports: [{ address: '192.0.2.3', port: 25, tls: 'starttls' as const, from: '192.0.2.1', isReached: true, checks: [check] }] }
  await storeProbe(workerAt(db, at), host, { from: WORKER, probe, freshMs: freshForMs(900_000) })
}

test('places are kept and taken back, each with who, why, what before and after', async () => {
  const { db, save } = await givenHosts()
  const places = async () => (await listProbedHosts(db))[0]?.places
  await save({ places: ['192.0.2.9:2525=25', '[2001:db8::9]:465=465'] })
  expect(await places()).toEqual([{ address: '192.0.2.9', port: 2525, as: 25 }, { address: '2001:db8::9', port: 465, as: 465 }])
  await save({ places: [], reason: 'NAT is gone' })
  expect(await places()).toBeNull()
  expect(await db.audit.findMany({ where: { action: 'host: probes' }, orderBy: { id: 'asc' }, select: { subject: true, reason: true } })).toEqual([{ subject: 'host alt3', reason: 'so decided' }, { subject: 'host alt3', reason: 'NAT is gone' }])
  await expect(save({ places: ['192.0.2.9:25=26'] })).rejects.toThrow('not a place')
  await expect(save({ reason: ' ' })).rejects.toThrow()
})

test('a host that nobody looks at is no work, leaves its incident, and is found anew when somebody looks again', async () => {
  const { db, actor, host, save } = await givenHosts()
  await look(db, host, 0)
  expect(await listFailing(db, HARMING_CHECKS)).toHaveLength(1)
  await save({ isProbed: false, reason: 'is taken down this week' }, 1)
  expect(await listFailing(db, HARMING_CHECKS)).toEqual([])
  // A look that was under way meanwhile changes nothing.
  await look(db, host, 2)
  expect(await listProbedHosts(db)).toEqual([])
  expect(await db.incident.findMany({ select: { state: true } })).toEqual([{ state: 'over' }])
  await expect(wishProbe({ db, now: NOON, actor }, { host: 'alt3' })).rejects.toThrow('nobody looks at alt3')
  expect(await db.changeRow.findMany({ where: { kind: 'host' }, select: { from: true, to: true, reason: true } })).toEqual([{ from: 'probed', to: 'unprobed', reason: 'is taken down this week' }])

  await save({ isProbed: true, reason: 'is back' }, 60)
  expect((await listProbedHosts(db))[0]?.probeAskedAt).toEqual(minutesAfterNoon(60))
  await look(db, host, 61)
  expect((await db.incident.findMany({ orderBy: { id: 'asc' }, select: { state: true } })).map(({ state }) => state)).toEqual(['over', 'open'])
  expect(await listFailing(db, HARMING_CHECKS)).toHaveLength(1)
})

test('an agent that shall not look at others is asked by nobody', async () => {
  const { db, save } = await givenHosts()
  await db.host.updateMany({ data: { joinedAt: NOON, lastReadAt: NOON, capabilities: { locksOpenSessions: true, hasDoor: true, watches: 'account', movesOutOfQueue: false, probes: true } } })
  expect((await listObservers(db)).map(({ name }) => name)).toEqual(['alt3'])
  await save({ looksAtOthers: false })
  expect(await listObservers(db)).toEqual([])
  expect(await getProbingForAdmin(db, { roles: ['admin'] }, NOON)).toMatchObject({ setting: { everyMinutes: 15, answers: null }, hosts: [{ name: 'alt3', addresses: ['192.0.2.3'], places: [], off: null, looksAtOthers: false, canLook: true, observer: null }] })
  expect(await getProbingForAdmin(db, { roles: ['support'] }, NOON)).toBeNull()
})

test('how often, and where answers arrive, is kept with a reason; half of a place is none', async () => {
  const { db, actor } = await givenHosts()
  const save = (probing: SaveProbingInput['probing']) => saveProbing({ db, now: NOON, actor }, { probing, reason: 'so decided' })
  await save({ everyMinutes: 30, answers: { listen: '[2001:db8::1]:2525', domain: 'Answers.Provider.Example' } })
  expect(await readProbeSetting(db)).toEqual({ everyMinutes: 30, answers: { listen: '[2001:db8::1]:2525', domain: 'answers.provider.example' } })
  for (const answers of [{ listen: 'mx01:25', domain: 'a.example' }, { listen: '192.0.2.1', domain: 'a.example' }, { listen: '192.0.2.1:0', domain: 'a.example' }, { listen: '192.0.2.1:25', domain: 'a b' }, { listen: '', domain: 'a.example' }]) await expect(save({ everyMinutes: 15, answers })).rejects.toThrow()
  await expect(save({ everyMinutes: 1 })).rejects.toThrow()
  await save({ everyMinutes: 15, answers: null })
  expect(await readProbeSetting(db)).toEqual({ everyMinutes: 15, answers: null })
})
