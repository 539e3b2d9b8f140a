import { createUser } from '../../access/create-user.ts'
import { configurationOf } from '../mail-hosts/host-configuration.ts'
import { joinAgent } from '../../agent/join-agent.ts'
import type { Actor } from '../../audit/actor.ts'
import type { Doing } from '../../audit/doing.ts'
import { addHost } from '../../cases/add-host.ts'
import { importCustomers } from '../../cases/import-customers.ts'
import { joinHost } from '../../cases/join-host.ts'
import { saveDeskSetting } from '../../cases/save-desk.ts'
import { saveSending } from '../../cases/save-sending.ts'
import { findCustomerByNumber } from '../../customers/customer-records.ts'
import type { Db } from '../../db.ts'
import { doorPlaces } from '../door.ts'
import { agentFolderOf, PORTS, type DemoHost, type DemoPlace } from '../hosts.ts'
import { postfixOptions } from '../mail-hosts/postfix-host.ts'
import { qmailOptions } from '../mail-hosts/qmail-host.ts'
import { DEMO_SENDING } from '../name-server/sending-records.ts'
import { BAKERY_LOGIN, CUSTOMERS, DEMO_PASSWORD, PROVIDER, STAFF } from '../people.ts'
import { startPastHost, type PastHost } from '../past/past-host.ts'
import type { StaffMember } from './past.ts'

/** Adds the staff. Answers each as the one who acts. */
export async function addStaff(db: Db, now: Date): Promise<Record<StaffMember, Actor>> {
  const added = await Promise.all(
    STAFF.map(async ({ email, name, roles }) => {
      const userId = await createUser(db, { email, name, roles, password: DEMO_PASSWORD, customerId: null, language: 'de', now })
      return [email.slice(0, email.indexOf('@')), { kind: 'person' as const, userId, name }] as const
    }),
  )
  return Object.fromEntries(added) as Record<StaffMember, Actor>
}

/** Who the provider is, and his customers by the import of customers; the bakery's owner has a login of her own. */
export async function addCustomers(doing: Doing): Promise<void> {
  const { name, phone, phoneHours, abuseAddress } = PROVIDER
  const desk = { providerName: name, phone, phoneHours, abuseAddress, noticeAddress: 'notices@muster-hosting.example', replyAddress: abuseAddress, timeZone: 'Europe/Berlin' }
  await saveDeskSetting(doing, { desk, reason: 'Einrichtung' })
  await saveSending(doing, { sending: DEMO_SENDING, reason: 'Einrichtung' })
  await importCustomers(doing, CUSTOMERS)
  const bakery = await findCustomerByNumber(doing.db, BAKERY_LOGIN.customerNumber)
  if (!bakery) throw new Error('the import left the bakery out')
  const { email, name: owner } = BAKERY_LOGIN
  await createUser(doing.db, { email, name: owner, roles: ['customer'], password: DEMO_PASSWORD, customerId: bakery.id, language: 'de', now: doing.now })
}

/** Adds a host, prepares its agent's folder with the token, and joins it over the wire, all by the moved clock. */
export async function addPastHost(doing: Doing, place: DemoPlace, host: DemoHost, deskSecret: string, now: () => Date): Promise<PastHost> {
  const { name, kind, site, ips, address } = host
  const { token } = await addHost(doing, { name, kind, site, ips, agentUrl: `https://${address}:${PORTS.agent}`, probePlaces: doorPlaces(host) }, deskSecret)
  const options = kind === 'postfix' ? postfixOptions(place, host) : qmailOptions(place, host)
  joinAgent({ folder: agentFolderOf(place, name), token, listen: `${address}:${PORTS.agent}`, mta: kind, options, ...configurationOf(place, host) })
  const past = await startPastHost(place, host, now)
  await past.answering(() => joinHost(doing, name, deskSecret))
  return past
}
