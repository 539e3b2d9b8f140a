import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { hostFolderOf, type DemoHost, type DemoPlace } from '../hosts.ts'
import type { Attempt, Outcome } from '../qmail-simulator/qmail-send.ts'
import { installSpamdyke } from '../qmail-simulator/install-spamdyke.ts'
import { startSpamdykeDoor } from '../qmail-simulator/spamdyke-door.ts'
import { doorPlaces, readCertificate } from '../door.ts'
import { hostName } from '../name-server/demo-names.ts'
import { startQmailSimulator, type QmailSimulator } from '../qmail-simulator/start-qmail-simulator.ts'
import { answerOf } from '../receivers.ts'
import type { Mail } from '../smtp/smtp-session.ts'
import { layOutConfiguration } from './host-configuration.ts'
import type { DemoMailHost, DemoSender, DriverOptions, SendingHow } from './demo-mail-host.ts'

/** Scripts of customers that run on web7, by the name of their uid. */
export const SCRIPT_UIDS: Record<string, number> = { 'agentur-nord': 2031, 'kanzlei-probe': 2044 }

/** Hosts on which nobody has brought spamdyke up to date. */
const SPAMDYKE: Record<string, string> = { alt3: '4.3.1' }

const MAIL_MS = 8
const LOCAL_DOMAIN = 'muster-hosting.example'

/** What its agent is told of a qmail host of the demo. */
export function qmailOptions(place: DemoPlace, host: DemoHost): DriverOptions {
  const folder = hostFolderOf(place, host)
  const log = (name: string) => path.join(folder, 'log', name)
  return {
    root: path.join(folder, 'qmail'),
    logs: [log('qmail-send'), log('qmail-smtpd'), log('maillog')],
    vpopmailBin: path.join(folder, 'vpopmail', 'bin'),
    serviceFolder: path.join(folder, 'service', 'qmail-send'),
    passwdFile: path.join(folder, 'passwd'),
  }
}

/** A qmail host of the demo, running: spamdyke in front, vpopmail behind, kept alive by the simulator. */
export async function startQmailHost(place: DemoPlace, host: DemoHost, accounts: string[]): Promise<DemoMailHost> {
  const folder = hostFolderOf(place, host)
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, 'passwd'), passwd())
  layOutConfiguration(place, host)
  const version = SPAMDYKE[host.name] ?? '5.0.1'
  installSpamdyke(folder, version)
  const tries = new Map<string, number>()
  const simulator = await startQmailSimulator({
    folder,
    // Its own name is the last part of a script's account.
    hostName: host.name === 'web7' ? host.name : `${host.name}.${LOCAL_DOMAIN}`,
    localDomains: [LOCAL_DOMAIN],
    accounts: Object.fromEntries(accounts.map((name) => [name, 0])),
    deliver: (attempt) => deliver(host, attempt, tries),
  })
  const door = await startSpamdykeDoor({
    root: folder, hostName: hostName(host.name), address: host.address, certificate: readCertificate(place, host), version: () => version,
    localDomains: [LOCAL_DOMAIN], recipients: [`postmaster@${LOCAL_DOMAIN}`, `abuse@${LOCAL_DOMAIN}`],
    services: doorPlaces(host).map(({ port, as }) => ({ port, service: as === 465 ? 'smtps_psa' : 'smtp_psa' })),
  })
  return {
    name: host.name,
    send: (sender, mails, how = {}) => send(simulator, sender, mails, how),
    tidy: async () => void (tries.size > 10_000 && tries.clear()),
    stop: async () => {
      await door.stop()
      await simulator.stop()
    },
  }
}

function handIn(simulator: QmailSimulator, sender: DemoSender, { from, to, raw }: Mail): boolean {
  const text = `${raw.replaceAll('\r\n', '\n')}\n`
  if ('uid' in sender) return simulator.injectLocal({ uid: sender.uid, sender: from, recipients: to, text }) !== ''
  return simulator.inject({ account: sender.account, clientIp: sender.clientIp, sender: from, recipients: to, text }).accepted
}

/** One session after the other, each as long as a small mail takes. */
async function send(simulator: QmailSimulator, sender: DemoSender, mails: Mail[], { refusalsMax = Infinity }: SendingHow): Promise<{ taken: number; refused: number }> {
  const counts = { taken: 0, refused: 0 }
  for (const mail of mails) {
    counts[handIn(simulator, sender, mail) ? 'taken' : 'refused'] += 1
    if (counts.refused >= refusalsMax) break
    await pause(MAIL_MS)
  }
  return counts
}

async function deliver(host: DemoHost, { id, recipient, channel }: Attempt, tries: Map<string, number>): Promise<Outcome> {
  if (channel === 'local') return { outcome: 'success', report: 'did 0+0+1' }
  const key = `${id} ${recipient}`
  const before = tries.get(key) ?? 0
  tries.set(key, before + 1)
  // As long as a receiver takes to answer; an address that nobody answers on takes longer.
  await pause(60 + Math.random() * 250)
  const answer = answerOf({ recipient, host: host.name, tries: before })
  if (answer.kind === 'unreachable') return { outcome: 'deferral', report: "Sorry, I wasn't able to establish an SMTP connection. (#4.4.1)" }
  const ip = '192.0.2.25'
  const said = `Remote host said: ${answer.code} ${answer.text}`
  if (answer.kind === 'accept') {
    tries.delete(key)
    return { outcome: 'success', report: `${ip} accepted message.\n${said}` }
  }
  return { outcome: answer.kind === 'defer' ? 'deferral' : 'failure', report: `${ip} does not like recipient.\n${said}\nGiving up on ${ip}.` }
}

function passwd(): string {
  const users = Object.entries(SCRIPT_UIDS).map(([name, uid]) => `${name}:x:${uid}:${uid}::/home/${name}:/bin/false`)
  return ['root:x:0:0:root:/root:/bin/sh', 'qmaild:x:7791:2108::/var/qmail:/bin/false', ...users].join('\n') + '\n'
}
