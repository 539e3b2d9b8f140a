import path from 'node:path'
import type { Logger } from 'pino'
import { PORTS, receiversAddress, type DemoHost, type DemoPlace } from '../hosts.ts'
import { startCustomersMailbox } from '../mail-hosts/customers-mailbox.ts'
import { MAIL_PASSWORD, type DemoMailHost } from '../mail-hosts/demo-mail-host.ts'
import { startPostfixHost } from '../mail-hosts/postfix-host.ts'
import { startQmailHost } from '../mail-hosts/qmail-host.ts'
import { startReceivers } from '../mail-hosts/receiver-server.ts'
import { startDovecot, type Dovecot } from '../mail-servers/dovecot.ts'
import { startDemoResolvers } from '../name-server/demo-name-servers.ts'
import { listStories } from '../name-server/list-stories.ts'
import { calendarUpTo } from '../past/moved-clock.ts'
import { MAIL_ACCOUNTS, PROVIDER } from '../people.ts'
import { mailboxFolder } from '../story/tell-story.ts'
import { startTraffic } from '../traffic/start-traffic.ts'
import { stageBursts } from './stage-bursts.ts'

export type Platform = { running: string[]; stop(): Promise<void> }
export type PlatformOptions = { place: DemoPlace; log: Logger; databaseUrl: string }

/** Says by its content, the process's number, that the mail servers of this process run. */
export function readyFile(place: Pick<DemoPlace, 'folder'>): string {
  return path.join(place.folder, 'ready')
}

const TIDY_EVERY_MS = 600_000

/** Starts receivers, mail servers (all at once) and everyday traffic. A host that cannot start leaves the others alone. */
export async function startPlatform({ place, log, databaseUrl }: PlatformOptions): Promise<Platform> {
  const ends: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const end of ends.splice(0).reverse()) await end().catch((error: unknown) => log.error({ err: error }, 'a part of the demo did not end well'))
  }
  try {
    const address = receiversAddress(place)
    ends.push((await startDemoResolvers(place, listStories(calendarUpTo(new Date())))).stop)
    ends.push((await startReceivers(address, PORTS.receivers)).stop)
    ends.push((await startCustomersMailbox(mailboxFolder(place), address, PORTS.mailbox)).stop)
    const dovecot = place.hosts.some((host) => host.kind === 'postfix') ? await openDovecot(place) : null
    if (dovecot) ends.push(dovecot.stop)
    const hosts = await startHosts(place, dovecot, log)
    ends.push(async () => void (await Promise.all(hosts.map((host) => host.stop()))))
    ends.push(startTraffic(hosts, log).stop)
    ends.push((await stageBursts({ databaseUrl, hosts, log })).stop)
    const tidying = setInterval(() => hosts.forEach((host) => void host.tidy().catch((error: unknown) => log.warn({ err: error, host: host.name }, 'not tidied'))), TIDY_EVERY_MS)
    ends.push(async () => clearInterval(tidying))
    return { running: hosts.map((host) => host.name), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function openDovecot(place: DemoPlace): Promise<Dovecot> {
  const users = Object.fromEntries([...MAIL_ACCOUNTS, ...doorAddresses()].map((name) => [name, MAIL_PASSWORD]))
  return startDovecot({ folder: path.join(place.servers, 'dovecot'), address: receiversAddress(place), imapPort: PORTS.imap, users })
}

function doorAddresses(): string[] {
  return [PROVIDER.abuseAddress, PROVIDER.postmasterAddress]
}

async function startHosts(place: DemoPlace, dovecot: Dovecot | null, log: Logger): Promise<DemoMailHost[]> {
  const started = await Promise.all(
    place.hosts.map(async (host) => startHost(place, host, dovecot).catch((error: unknown) => {
      log.error({ err: error, host: host.name }, 'a mail server of the demo does not start')
      return null
    })),
  )
  return started.filter((host) => host !== null)
}

function startHost(place: DemoPlace, host: DemoHost, dovecot: Dovecot | null): Promise<DemoMailHost> {
  if (host.kind === 'qmail') return startQmailHost(place, host, MAIL_ACCOUNTS)
  if (!dovecot) throw new Error('Postfix needs Dovecot')
  return startPostfixHost(place, host, dovecot, [...MAIL_ACCOUNTS, ...doorAddresses()])
}
