import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { installSpamdyke } from '../../demo/qmail-simulator/install-spamdyke.ts'
import { makeRig, type Rig } from '../test-rig.ts'
import { readHost } from '../carry-out/read-host.ts'
import { placesOf } from './configuration-places.ts'
import { configurationTeller } from './tell-configuration.ts'

let rig: Rig
let root = ''
beforeEach(async () => {
  rig = await makeRig({ kind: 'qmail' })
  root = mkdtempSync(path.join(tmpdir(), 'relayward-configuration-'))
  mkdirSync(path.join(root, 'etc/xinetd.d'), { recursive: true })
  write('/etc/xinetd.d/smtps_psa', 'service smtps\n{\n\tsocket_type = stream\n\tuser = root\n\tserver = /usr/bin/spamdyke\n\tserver_args = -f /etc/spamdyke-smtps.conf /var/qmail/bin/qmail-smtpd\n}\n')
  write('/etc/spamdyke-smtps.conf', `tls-level=smtp\nlog-level=info\ntls-certificate-file=/etc/mail.pem\n`)
  write('/etc/mail.pem', 'certificate\n')
})
afterEach(async () => {
  await rig.stop()
  rmSync(root, { recursive: true })
})

const write = (file: string, text: string) => writeFileSync(path.join(root, file), text)
const told = () => rig.eventsOf('configuration')
/** The journal keeps the newest telling alone; its number grows with each. */
const tellings = () => Number(rig.agent.core.journal.prepare('SELECT max(seq) AS n FROM events').get()?.n ?? 0)
const look = () => configurationTeller(rig.agent.core, placesOf({ mta: 'qmail', options: {}, configuration: { root } }))

test('the first look is told: what is wrong, what is right, which files', async () => {
  await look()()
  expect(told()).toMatchObject([{
    findings: [{ id: 'smtps-plain-text', file: '/etc/spamdyke-smtps.conf', line: 1, text: 'tls-level=smtp', rewrittenBy: expect.stringContaining('Plesk') }],
    passed: [{ id: 'spamdyke-logs-nothing', file: '/etc/spamdyke-smtps.conf' }],
    files: expect.arrayContaining([{ file: '/etc/spamdyke-smtps.conf', state: 'read', modifiedAt: expect.stringMatching(/Z$/) }]),
    isCut: false,
  }])
  expect(told()[0]?.findings[0]).not.toHaveProperty('steps')
})

test('while nothing changes nothing is told, but once a day', async () => {
  const teller = look()
  await teller()
  const before = tellings()
  for (let hour = 0; hour < 23; hour += 1) {
    rig.advance(3_600_000)
    await teller()
  }
  expect(tellings()).toBe(before)
  rig.advance(3_600_000)
  await teller()
  expect(tellings()).toBe(before + 1)
})

test('a cure is told at the next look, and the finding is gone', async () => {
  const teller = look()
  await teller()
  write('/etc/spamdyke-smtps.conf', 'tls-level=smtps\nlog-level=info\ntls-certificate-file=/etc/mail.pem\n')
  await teller()
  expect(told()).toMatchObject([{ findings: [], passed: expect.arrayContaining([{ id: 'smtps-plain-text', file: '/etc/spamdyke-smtps.conf' }, { id: 'smtps-no-certificate', file: '/etc/spamdyke-smtps.conf' }]) }])
})

test('a certificate that goes, and a service that comes, are changes too', async () => {
  const teller = look()
  write('/etc/spamdyke-smtps.conf', 'tls-level=smtps\nlog-level=info\ntls-certificate-file=/etc/mail.pem\n')
  await teller()
  expect(told()[0]?.findings).toEqual([])
  rmSync(path.join(root, 'etc/mail.pem'))
  await teller()
  expect(told()[0]?.findings.map(({ id }) => id)).toEqual(['smtps-no-certificate'])
  write('/etc/xinetd.d/urd', 'service urd\n{\n\tserver = /usr/bin/spamdyke\n\tserver_args = -f /etc/other.conf /var/qmail/bin/qmail-smtpd\n}\n')
  write('/etc/other.conf', 'tls-level=none\nlog-level=info\n')
  utimesSync(path.join(root, 'etc/xinetd.d'), new Date(), new Date(Date.now() + 5000))
  await teller()
  expect(told()[0]?.findings.map(({ id }) => id).sort()).toEqual(['smtps-no-certificate', 'smtps-plain-text'])
})

test('passwords do not leave the host', async () => {
  write('/etc/spamdyke-smtps.conf', 'log-level=info\ntls-level=smtp\n')
  write('/etc/xinetd.d/smtps_psa', 'service smtps\n{\n\tserver = /usr/bin/spamdyke\n\tserver_args = --tls-privatekey-password=geheim99 -f /etc/spamdyke-smtps.conf -f /etc/shared.conf /var/qmail/bin/qmail-smtpd\n}\nservice smtp\n{\n\tserver = /usr/bin/spamdyke\n\tserver_args = -f /etc/shared.conf /var/qmail/bin/qmail-smtpd\n}\n')
  write('/etc/shared.conf', 'tls-level=smtp\nlog-level=info\ntls-privatekey-password = geheim99\n')
  await look()()
  expect(told()[0]?.findings).toMatchObject([{ id: 'smtps-plain-text', file: '/etc/xinetd.d/smtps_psa' }])
  expect(JSON.stringify(told())).not.toContain('geheim99')
})

test('where the root is gone the desk is told so, until it is back', async () => {
  const teller = configurationTeller(rig.agent.core, placesOf({ mta: 'qmail', options: {}, configuration: { root: path.join(root, 'gone') } }))
  await teller()
  expect(rig.eventsOf('trouble')).toMatchObject([{ code: 'configuration-unreadable', over: false }])
  mkdirSync(path.join(root, 'gone'))
  await teller()
  expect(rig.eventsOf('trouble')).toMatchObject([{ code: 'configuration-unreadable', over: true }])
  expect(told()).toHaveLength(1)
})

test('the reading says which spamdyke the services start, and notices another one', async () => {
  const teller = look()
  await teller()
  expect(rig.agent.core.mtaVersion).toBe('spamdyke')
  installSpamdyke(root, '4.3.1')
  await teller()
  expect(rig.agent.core.mtaVersion).toBe('spamdyke 4.3.1')
  installSpamdyke(root, '5.0.1')
  await teller()
  expect((await readHost(rig.agent.core)).mtaVersion).toBe('spamdyke 5.0.1')
  rmSync(path.join(root, 'usr/bin/spamdyke'))
  symlinkSync('/bin/true', path.join(root, 'usr/bin/spamdyke'))
  await teller()
  expect(rig.agent.core.mtaVersion).toBe('spamdyke')
})

test('each kind of host has its own files; what its admin named comes before', () => {
  const nothing = { list: () => [], stat: () => ({ state: 'missing' as const }) }
  expect(placesOf({ mta: 'postfix', options: { configDirectory: '/etc/postfix-out' } }).files(nothing)).toEqual(['/etc/postfix-out/main.cf', '/etc/postfix-out/master.cf'])
  expect(placesOf({ mta: 'exim', options: {}, configuration: { root: '/', files: ['/srv/exim.conf'] } }).files(nothing)).toEqual(['/srv/exim.conf'])
  const all = { list: () => [], stat: () => ({ state: 'there' as const, isFolder: false, mode: 0o644, uid: 0, gid: 0 }) }
  expect(placesOf({ mta: 'exim', options: {} }).files(all).every((file) => file.includes('exim'))).toBe(true)
  expect(placesOf({ mta: 'qmail', options: {} }).files(all).some((file) => /exim|postfix/.test(file))).toBe(false)
})
