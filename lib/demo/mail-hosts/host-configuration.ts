import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { agentFolderOf, hostFolderOf, type DemoHost, type DemoPlace } from '../hosts.ts'
import { readConfig, writeConfig, type ConfigurationPlace } from '../../agent/agent-config.ts'

/** Hosts whose two services share one file of spamdyke, as dozens of how-tos have it: port 465 speaks plain text. */
const SHARED = new Set(['alt3'])
const CERTIFICATE = '/etc/ssl/private/mail.pem'

/** What the agent of a demo host is told of where its configuration lies: a qmail host has its own `etc`. */
export function configurationOf(place: DemoPlace, host: DemoHost): { configuration?: ConfigurationPlace } {
  return host.kind === 'qmail' ? { configuration: { root: hostFolderOf(place, host) } } : {}
}

/** A demo that was joined before agents looked at configurations must not look at those of this machine. */
export function placeConfiguration(place: DemoPlace, host: DemoHost): void {
  const folder = agentFolderOf(place, host.name)
  const config = readConfig(folder)
  if (config.configuration === undefined && host.kind === 'qmail') writeConfig(folder, { ...config, ...configurationOf(place, host) })
}

/** Writes the files of a qmail host once: who cures them in the demo finds them cured at the next start. */
export function layOutConfiguration(place: DemoPlace, host: DemoHost): void {
  const folder = hostFolderOf(place, host)
  if (existsSync(path.join(folder, 'etc', 'spamdyke.conf'))) return
  const isShared = SHARED.has(host.name)
  const files: Record<string, string> = {
    '/etc/xinetd.d/smtp_psa': service('smtp', '/etc/spamdyke.conf'),
    '/etc/xinetd.d/smtps_psa': service('smtps', isShared ? '/etc/spamdyke.conf' : '/etc/spamdyke-smtps.conf'),
    '/etc/spamdyke.conf': spamdyke('smtp'),
    ...(!isShared && { '/etc/spamdyke-smtps.conf': spamdyke('smtps') }),
    [CERTIFICATE]: 'The certificate of this host of the demo lies with its simulator.\n',
  }
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
    writeFileSync(path.join(folder, file), text)
  }
}

function service(name: string, file: string): string {
  const chain = `/var/qmail/bin/relaylock /usr/bin/spamdyke -f ${file} /var/qmail/bin/qmail-smtpd /var/qmail/bin/smtp_auth /var/qmail/bin/true /var/qmail/bin/cmd5checkpw /var/qmail/bin/true`
  const attributes = { socket_type: 'stream', protocol: 'tcp', wait: 'no', disable: 'no', user: 'root', instances: 'UNLIMITED', server: '/var/qmail/bin/tcp-env', server_args: `-Rt0 ${chain}` }
  return `service ${name}\n{\n${Object.entries(attributes).map(([key, value]) => `\t${key.padEnd(15)} = ${value}\n`).join('')}}\n`
}

function spamdyke(level: 'smtp' | 'smtps'): string {
  return `log-level=info\nlocal-domains-file=/var/qmail/control/rcpthosts\nidle-timeout-secs=300\ntls-certificate-file=${CERTIFICATE}\ntls-level=${level}\n`
}
