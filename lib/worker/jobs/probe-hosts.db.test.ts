import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pino from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { wishProbe } from '../../cases/wish-probe.ts'
import { givenPerson } from '../../cases/story-for-tests.ts'
import { startSpamdykeDoor } from '../../demo/qmail-simulator/spamdyke-door.ts'
import type { Db } from '../../db.ts'
import { reply, startDnsServer } from '../../dns/dns-server-for-tests.ts'
import { readWorkerEnv } from '../../env/worker.ts'
import { makeAuthority } from '../../probes/certificates-for-tests.ts'
import { setProbePlaces } from '../../probes/probe-schedule-records.ts'
import { withTestDatabase } from '../../setup/test-database.ts'
import { openDeskKeys } from '../../hosts/open-desk-keys.ts'
import { makeGate } from '../make-gate.ts'
import { givenRealHost, SECRET } from '../rig-for-tests.ts'
import type { WorkerContext } from '../worker-context.ts'
import { probeHosts } from './probe-hosts.ts'

const NAME = 'alt3.provider.example'

/** Port 25 of a qmail host with spamdyke in front, of the version that is installed. */
async function openDoor(installed: { version: string }): Promise<number> {
  const root = mkdtempSync(path.join(tmpdir(), 'relayward-door-'))
  mkdirSync(path.join(root, 'etc/xinetd.d'), { recursive: true })
  writeFileSync(path.join(root, 'etc/xinetd.d/smtp_psa'), 'server_args = -Rt0 /usr/bin/spamdyke --tls-level=smtp /var/qmail/bin/qmail-smtpd\n')
  const certificate = makeAuthority().issue(NAME)
  const door = await startSpamdykeDoor({ root, hostName: NAME, address: '127.0.0.1', certificate, version: () => installed.version, localDomains: [NAME], recipients: [`postmaster@${NAME}`], services: [{ service: 'smtp_psa', port: 0 }] })
  onTestFinished(async () => {
    await door.stop()
    rmSync(root, { recursive: true })
  })
  return door.ports[0] ?? 0
}

async function openContext({ db, url }: { db: Db; url: string }): Promise<WorkerContext> {
  const names = await startDnsServer(({ query, send }) => send(reply(query, { rcode: 3 })))
  onTestFinished(names.stop)
  const env = readWorkerEnv({ DATABASE_URL: url, RELAYWARD_SECRET: SECRET, RELAYWARD_URL: 'https://desk.example', RELAYWARD_RESOLVERS: `${names.address}:${names.port}` })
  return { db, env, log: pino({ level: 'silent' }), holder: 'test', now: () => new Date(), random: () => 0, startedAt: new Date(), keys: () => openDeskKeys(db, SECRET, new Date()), inTurn: makeGate(1), deliveriesTold: () => {} }
}

test('the job finds STARTTLS as the last line, leaves a host that was just seen alone, and finds the cure when somebody asks', async () => {
  const database = await withTestDatabase()
  const { db } = database
  const context = await openContext(database)
  const installed = { version: '4.3.1' }
  const host = await db.host.create({ data: { name: NAME, kind: 'qmail', agentUrl: 'https://127.0.0.1:1' } })
  await db.$transaction(async (tx) => setProbePlaces(tx, host.id, [{ address: '127.0.0.1', port: await openDoor(installed), as: 25 }]))
  const states = async () => Object.fromEntries((await db.hostCheck.findMany()).map(({ check, state }) => [check, state]))
  const incidents = () => db.incident.findMany({ where: { causeKey: 'check:starttls-not-last:qmail' }, select: { state: true } })
  const round = () => probeHosts(context, new AbortController().signal)

  await round()
  expect(await states()).toMatchObject({ greeting: 'pass', 'starttls-not-last': 'fail', 'starttls-works': 'pass', 'refuses-unknown-recipient': 'pass', 'reverse-dns': 'fail' })
  expect(await incidents()).toEqual([{ state: 'open' }])

  installed.version = '5.0.1'
  await round()
  expect(await states()).toMatchObject({ 'starttls-not-last': 'fail' })
  await wishProbe({ db, now: new Date(), actor: await givenPerson(db, 'mara', ['support']) }, { host: NAME })
  await round()
  expect(await states()).toMatchObject({ 'starttls-not-last': 'pass' })
  expect(await incidents()).toEqual([{ state: 'over' }])
})

test('the agent of another host looks as well, and one that cannot is not asked', async () => {
  const database = await withTestDatabase()
  const { db } = database
  const context = await openContext(database)
  const other = await givenRealHost(db, 'mx02')
  await db.host.update({ where: { id: other.id }, data: { lastReadAt: new Date() } })
  const host = await db.host.create({ data: { name: NAME, kind: 'qmail', agentUrl: 'https://127.0.0.1:1' } })
  await db.$transaction(async (tx) => setProbePlaces(tx, host.id, [{ address: '127.0.0.1', port: await openDoor({ version: '4.3.1' }), as: 25 }]))
  const lookers = async () => ((await db.hostCheck.findFirstOrThrow({ where: { check: 'starttls-not-last' } })).looks as { from: string; state: string }[]).map(({ from, state }) => `${from} ${state}`).sort()

  await probeHosts(context, new AbortController().signal)
  expect(await lookers()).toEqual(['worker fail'])

  await db.host.update({ where: { id: other.id }, data: { capabilities: { locksOpenSessions: true, hasDoor: true, watches: 'account', movesOutOfQueue: false, probes: true } } })
  await db.host.update({ where: { id: host.id }, data: { probeAskedAt: new Date() } })
  await probeHosts(context, new AbortController().signal)
  expect(await lookers()).toEqual(['mx02 fail', 'worker fail'])
})
