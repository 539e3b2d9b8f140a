import { mkdtempSync, rmSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { installSpamdyke } from '../../lib/demo/qmail-simulator/install-spamdyke.ts'
import { startSpamdykeDoor } from '../../lib/demo/qmail-simulator/spamdyke-door.ts'
import type { TestAuthority } from '../../lib/probes/certificates-for-tests.ts'
import type { ProbePlace } from '../../lib/probes/probe-places.ts'
import { freePort } from '../lab/free-port.ts'

export type SpamdykeHost = {
  name: string
  /** Holds its `etc/`. */
  root: string
  places: ProbePlace[]
  /** As an admin does, in an editor. */
  change(file: string, text: (before: string) => string): Promise<void>
  /** As a package does. */
  install(version: string): void
  stop(): Promise<void>
}

export type SpamdykePlan = { name: string; version: string; /** Its two services share one file of spamdyke. */ isShared: boolean; authority: TestAuthority }

/** Ports 25, 587 and 465 of a qmail host with spamdyke in front, configured by files as a host is. */
export async function startSpamdykeHost({ name, version, isShared, authority }: SpamdykePlan): Promise<SpamdykeHost> {
  const root = mkdtempSync(path.join(tmpdir(), 'relayward-spamdyke-'))
  let installed = version
  installSpamdyke(root, version)
  const write = async (file: string, text: string) => {
    await mkdir(path.dirname(path.join(root, file)), { recursive: true })
    await writeFile(path.join(root, file), text)
  }
  await write('etc/xinetd.d/smtp_psa', service('smtp', '/etc/spamdyke.conf'))
  await write('etc/xinetd.d/smtps_psa', service('smtps', isShared ? '/etc/spamdyke.conf' : '/etc/spamdyke-smtps.conf'))
  await write('etc/spamdyke.conf', spamdyke('smtp'))
  if (!isShared) await write('etc/spamdyke-smtps.conf', spamdyke('smtps'))
  await write('etc/ssl/private/mail.pem', 'its certificate\n')
  const as = [25, 587, 465] as const
  const ports = [await freePort(), await freePort(), await freePort()]
  const door = await startSpamdykeDoor({
    root, hostName: name, address: '127.0.0.1', certificate: authority.issue(name), version: () => installed, localDomains: [name], recipients: [`postmaster@${name}`, `abuse@${name}`],
    services: as.map((port, n) => ({ service: port === 465 ? 'smtps_psa' : 'smtp_psa', port: ports[n] ?? 0 })),
  })
  return {
    name, root,
    places: as.map((port, n) => ({ address: '127.0.0.1', port: door.ports[n] ?? 0, as: port })),
    change: async (file, text) => write(file, text(await readFile(path.join(root, file), 'utf8').catch(() => ''))),
    install: (next) => {
      installed = next
      installSpamdyke(root, next)
    },
    stop: async () => {
      await door.stop()
      rmSync(root, { recursive: true, force: true })
    },
  }
}

function service(name: string, file: string): string {
  return `service ${name}\n{\n\tsocket_type     = stream\n\tprotocol        = tcp\n\twait            = no\n\tdisable         = no\n\tuser            = root\n\tserver          = /var/qmail/bin/tcp-env\n\tserver_args     = -Rt0 /var/qmail/bin/relaylock /usr/bin/spamdyke -f ${file} /var/qmail/bin/qmail-smtpd /var/qmail/bin/smtp_auth /var/qmail/bin/true\n}\n`
}

function spamdyke(level: 'smtp' | 'smtps'): string {
  return `log-level=info\nlocal-domains-file=/var/qmail/control/rcpthosts\nidle-timeout-secs=300\ntls-certificate-file=/etc/ssl/private/mail.pem\ntls-level=${level}\n`
}
