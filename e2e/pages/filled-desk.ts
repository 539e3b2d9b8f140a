import { createUser } from '../../lib/access/create-user.ts'
import type { Actor } from '../../lib/audit/actor.ts'
import { addHost } from '../../lib/cases/add-host.ts'
import { importCustomers } from '../../lib/cases/import-customers.ts'
import { savePolicy } from '../../lib/cases/save-policy.ts'
import { storeAgentEvents } from '../../lib/cases/store-agent-events.ts'
import { eventPage } from '../../lib/cases/story-for-tests.ts'
import type { Db } from '../../lib/db.ts'
import { CUSTOMERS, STAFF } from '../../lib/demo/people.ts'
import { DEFAULT_POLICY, type CustomerPolicy } from '../../lib/policies/policy.ts'
import type { EventBody } from '../../lib/protocol/events.ts'
import { relayWish } from '../../lib/protocol/standing-orders.ts'
import { sendNotices } from '../../lib/worker/jobs/send-notices.ts'
import { startSmtpSink } from '../lab/smtp-sink.ts'

/** The customers of the demo that these pages tell of; the club sends a newsletter. */
const CLUB = '10982'
const FILLED = ['10417', CLUB, '11203', '10044', '11871', '12016']

export const STAFF_PASSWORD = 'a password for these pages only'
/** Customers who have asked for a password. */
export const CUSTOMER_LOGINS = {
  plumber: { email: 'uwe@beispiel-privat.example', name: 'Uwe Beispiel', customerNumber: '11871' },
  bakery: { email: 'hanna.muster@privat.example', name: 'Hanna Muster', customerNumber: '10417' },
  lawyer: { email: 'probe@kanzlei-privat.example', name: 'Dr. Probe', customerNumber: '10044' },
}
export type HostName = 'mx01' | 'mx02' | 'mx31' | 'web7'
export type PersonName = 'support' | 'lead' | 'manager' | 'admin'
type Person = Extract<Actor, { kind: 'person' }>

/** A desk that is being filled by the real operations with a moved clock. */
export type FilledDesk = { db: Db; secret: string; hosts: Record<HostName, number>; people: Record<PersonName, Person>; mailPort: number; stop: () => Promise<void> }

/** People, customers, hosts and policies as they stood at `at`; notices go to an SMTP server on loopback. */
export async function openFilledDesk(db: Db, secret: string, at: Date): Promise<FilledDesk> {
  const people = await addPeople(db, at)
  const byAdmin = { db, now: at, actor: people.admin }
  await savePolicy(byAdmin, { of: 'desk', policy: DEFAULT_POLICY, reason: 'as agreed with the team' })
  const hosts = {
    mx01: await addOne('mx01', 'postfix', 'Berlin', ['203.0.113.24', '2001:db8:25::24']), mx02: await addOne('mx02', 'postfix', 'Berlin', ['203.0.113.25', '203.0.113.30']),
    mx31: await addOne('mx31', 'qmail', 'Nürnberg', ['198.51.100.31']), web7: await addOne('web7', 'exim', 'Nürnberg', ['203.0.113.77']),
  }
  await importCustomers(byAdmin, CUSTOMERS.filter(({ number }) => FILLED.includes(number)))
  await addCustomerLogins(db, at)
  await saveOwn(CLUB, { limits: { ...DEFAULT_POLICY.limits, recipientsMax: 2000, habitFactor: 30 } })
  const sink = await startSmtpSink()
  return { db, secret, hosts, people, mailPort: sink.port, stop: () => sink.stop() }

  async function addOne(name: HostName, kind: 'postfix' | 'qmail' | 'exim', site: string, ips: string[]): Promise<number> {
    const { hostId } = await addHost(byAdmin, { name, kind, site, agentUrl: `https://127.0.0.1:1/${name}`, ips }, secret)
    return hostId
  }
  async function saveOwn(customerNumber: string, policy: CustomerPolicy): Promise<void> {
    await savePolicy({ ...byAdmin, actor: people.lead }, { of: 'customer', customerNumber, policy, reason: 'sends a newsletter, agreed by phone' })
  }
}

async function addPeople(db: Db, now: Date): Promise<Record<PersonName, Person>> {
  const made: Partial<Record<PersonName, Person>> = {}
  for (const { email, name, roles } of STAFF) {
    const initials = name.split(' ').map((word) => word[0]).join('')
    const userId = await createUser(db, { email, name, initials, roles, password: STAFF_PASSWORD, customerId: null, language: 'en', now })
    made[email.split('@')[0] as PersonName] = { kind: 'person', userId, name }
  }
  return made as Record<PersonName, Person>
}

async function addCustomerLogins(db: Db, now: Date): Promise<void> {
  for (const { email, name, customerNumber } of Object.values(CUSTOMER_LOGINS)) {
    const customer = await db.customer.findUniqueOrThrow({ where: { number: customerNumber }, select: { id: true } })
    await createUser(db, { email, name, initials: '', roles: ['customer'], password: STAFF_PASSWORD, customerId: customer.id, language: 'de', now })
  }
}

const EVENTS_PER_PAGE = 500

/** What a host tells, in pages as an agent gives them. */
export async function hostTells(desk: FilledDesk, host: HostName, at: Date, events: EventBody[]): Promise<void> {
  const { db, hosts } = desk
  for (let first = 0; first < events.length; first += EVENTS_PER_PAGE) {
    const { lastEventSeq } = await db.host.findUniqueOrThrow({ where: { id: hosts[host] }, select: { lastEventSeq: true } })
    const page = eventPage(Number(lastEventSeq) + 1, events.slice(first, first + EVENTS_PER_PAGE), at)
    await storeAgentEvents({ db, now: at, actor: { kind: 'worker' } }, hosts[host], page)
  }
}

/** Hosts that are heard say that they hold what is wanted of them; mx31 says nothing. */
export async function hostsFollow(desk: FilledDesk, at: Date): Promise<void> {
  for (const host of ['mx01', 'mx02', 'web7'] as const) {
    const wishes = await desk.db.standingOrder.findMany({ where: { hostId: desk.hosts[host] } })
    const due = wishes.filter((wish) => wish.foundVersion !== wish.version)
    await hostTells(desk, host, at, due.map((wish) => ({
      kind: 'standing',
      standing: {
        kind: wish.kind as 'relay' | 'limits' | 'door', key: wish.key, version: wish.version, agentLockId: null, at: at.toISOString(),
        found: wish.kind === 'relay' ? relayWish.parse(wish.data).state : 'in-force',
      },
    })))
  }
}

/** Sends what is queued, with the worker's own job. */
export async function sendWhatIsQueued({ db, secret, mailPort }: FilledDesk, at: Date): Promise<void> {
  const mailServer = { host: '127.0.0.1', port: mailPort, tls: false, timeoutMs: 5000 }
  const sender = { db, holder: 'fill', mailServer, secret, publicUrl: 'https://desk.example', now: () => at, random: () => 0 }
  await sendNotices(sender, new AbortController().signal)
}

export type Step = { at: Date; run: (desk: FilledDesk, now: Date) => Promise<unknown> }

/** Lives through the steps in the order of their times; after each, hosts follow and notices go out within seconds. */
export async function liveThrough(desk: FilledDesk, steps: Step[]): Promise<void> {
  const inOrder = [...steps].sort((a, b) => a.at.getTime() - b.at.getTime())
  for (const { at, run } of inOrder) {
    await run(desk, at)
    await hostsFollow(desk, new Date(at.getTime() + 2000))
    await sendWhatIsQueued(desk, new Date(at.getTime() + 5000))
  }
}
