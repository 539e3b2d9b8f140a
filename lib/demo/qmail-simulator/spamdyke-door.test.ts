import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { makeAuthority } from '../../probes/certificates-for-tests.ts'
import { probeHost } from '../../probes/probe-host.ts'
import type { CheckId } from '../../protocol/probes.ts'
import { startSpamdykeDoor, type SpamdykeDoor } from './spamdyke-door.ts'

const NAME = 'alt3.provider.example'
const authority = makeAuthority()
const ends: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

/** A host whose two services share one file of spamdyke, as dozens of how-tos have it, unless port 465 has its own. */
async function openDoor({ version, isShared }: { version: string; isShared: boolean }): Promise<{ door: SpamdykeDoor; root: string }> {
  const root = mkdtempSync(path.join(tmpdir(), 'relayward-door-'))
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
    writeFileSync(path.join(root, file), text)
  }
  write('etc/xinetd.d/smtp_psa', 'service smtp\n{\n\tserver_args = -Rt0 /usr/bin/spamdyke -f /etc/spamdyke.conf /var/qmail/bin/qmail-smtpd\n}\n')
  write('etc/xinetd.d/smtps_psa', `service smtps\n{\n\tserver_args = -Rt0 /usr/bin/spamdyke -f /etc/spamdyke.conf${isShared ? '' : ' --tls-level=smtps'} /var/qmail/bin/qmail-smtpd\n}\n`)
  write('etc/spamdyke.conf', 'tls-level=smtp\n')
  const door = await startSpamdykeDoor({
    root, hostName: NAME, address: '127.0.0.1', certificate: authority.issue(NAME), version: () => version, localDomains: [NAME], recipients: [`postmaster@${NAME}`, `abuse@${NAME}`],
    services: [{ service: 'smtp_psa', port: 0 }, { service: 'smtps_psa', port: 0 }],
  })
  ends.push(door.stop, () => rmSync(root, { recursive: true }))
  return { door, root }
}

async function statesAt({ ports }: SpamdykeDoor): Promise<{ exchange: Partial<Record<CheckId, string>>; smtps: Partial<Record<CheckId, string>> }> {
  const [exchange = 0, smtps = 0] = ports
  const seen = await probeHost({ host: NAME, addresses: ['127.0.0.1'], ports: [{ port: exchange, tls: 'starttls', role: 'exchange' }, { port: smtps, tls: 'implicit', role: 'submission' }], domain: NAME, timeoutMs: 10_000 }, { roots: [authority.root] })
  const of = (port: number) => Object.fromEntries(seen.ports.find((one) => one.port === port)?.checks.map(({ id, state }) => [id, state]) ?? [])
  return { exchange: of(exchange), smtps: of(smtps) }
}

test('an old spamdyke whose services share a file offers STARTTLS as the last line and speaks plain text on 465', async () => {
  const { door } = await openDoor({ version: '4.3.1', isShared: true })
  expect(await statesAt(door)).toMatchObject({ exchange: { 'starttls-not-last': 'fail', 'starttls-works': 'pass', certificate: 'pass', 'refuses-unknown-recipient': 'pass' }, smtps: { 'implicit-tls': 'fail' } })
})

test('a new one with a level of its own on 465 passes, and what an admin changes counts from the next connection on', async () => {
  const { door, root } = await openDoor({ version: '5.0.1', isShared: false })
  const { exchange, smtps } = await statesAt(door)
  expect(Object.entries({ ...exchange, ...smtps }).filter(([, state]) => state === 'fail')).toEqual([])
  expect(smtps).toMatchObject({ 'implicit-tls': 'pass', certificate: 'pass' })
  expect(exchange).toMatchObject({ 'postmaster-accepted': 'pass', 'abuse-accepted': 'pass', 'refuses-relaying': 'pass', 'starttls-not-last': 'pass' })

  writeFileSync(path.join(root, 'etc/spamdyke.conf'), 'log-level=info\n')
  expect((await statesAt(door)).exchange).toMatchObject({ 'starttls-offered': 'fail' })
})
