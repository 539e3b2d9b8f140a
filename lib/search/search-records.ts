import { ipHref } from '../blocklists/list-matrix-query.ts'
import type { Db } from '../db.ts'
import { addresseeName } from '../delisting-requests/addressee-name.ts'
import type { Found } from './search.ts'

const EACH_MAX = 6

/** Everything with this text, by kind; numbers and ids whole, names in part. */
export async function findAnything(db: Db, text: string): Promise<Found[]> {
  const part = `%${text.replace(/[\\%_]/g, '\\$&')}%`
  const found = await Promise.all([findTickets(db, text), findCustomers(db, part), findAccounts(db, part), findHosts(db, part), findIps(db, text), findRequests(db, text), findMails(db, text)])
  return found.flat()
}

async function findTickets(db: Db, text: string): Promise<Found[]> {
  const number = /^#?(\d{1,9})$/.exec(text)?.[1]
  if (number === undefined) return []
  const row = await db.ticket.findUnique({ where: { number: Number(number) }, select: { number: true, lock: { select: { account: { select: { name: true } } } } } })
  return row ? [{ kind: 'ticket', title: String(row.number), about: row.lock.account.name, href: `/support/tickets/${row.number}` }] : []
}

async function findCustomers(db: Db, part: string): Promise<Found[]> {
  const rows = await db.$queryRaw<{ number: string; name: string }[]>`
    SELECT number, name FROM "Customer" WHERE number ILIKE ${part} OR name ILIKE ${part} ORDER BY length(number), number LIMIT ${EACH_MAX}`
  return rows.map(({ number, name }) => ({ kind: 'customer', title: name, about: number, href: `/support/customers/${encodeURIComponent(number)}` }))
}

async function findAccounts(db: Db, part: string): Promise<Found[]> {
  const rows = await db.$queryRaw<{ name: string; customer: string | null }[]>`
    SELECT a.name, c.name AS customer FROM "Account" a LEFT JOIN "Customer" c ON c.id = a."customerId"
    WHERE a.name ILIKE ${part} ORDER BY length(a.name), a.name LIMIT ${EACH_MAX}`
  return rows.map(({ name, customer }) => ({ kind: 'account', title: name, about: customer ?? '', href: `/support/accounts/${encodeURIComponent(name)}` }))
}

async function findHosts(db: Db, part: string): Promise<Found[]> {
  const rows = await db.$queryRaw<{ name: string; site: string }[]>`SELECT name, site FROM "Host" WHERE name ILIKE ${part} ORDER BY name LIMIT ${EACH_MAX}`
  return rows.map(({ name, site }) => ({ kind: 'host', title: name, about: site, href: `/support/hosts/${encodeURIComponent(name)}` }))
}

async function findIps(db: Db, text: string): Promise<Found[]> {
  if (!/^[0-9a-f.:]{3,45}$/i.test(text)) return []
  const rows = await db.hostIp.findMany({ where: { ip: { startsWith: text.toLowerCase() } }, select: { ip: true, host: { select: { name: true } } }, orderBy: { ip: 'asc' }, take: EACH_MAX })
  return rows.map(({ ip, host }) => ({ kind: 'ip', title: ip, about: host.name, href: ipHref(ip) }))
}

/** By the number that a list or a receiver gave, which stands in what it answers. */
async function findRequests(db: Db, text: string): Promise<Found[]> {
  if (!/^[0-9A-Za-z._#/-]{3,100}$/.test(text)) return []
  const rows = await db.delistingRequest.findMany({
    where: { ticketNumber: { equals: text, mode: 'insensitive' } }, orderBy: { number: 'desc' }, take: EACH_MAX,
    select: { number: true, ticketNumber: true, addressee: true, addresseeId: true },
  })
  return rows.map(({ number, ticketNumber, addressee, addresseeId }) => ({ kind: 'request', title: ticketNumber, about: addresseeName(addressee === 'list' ? 'list' : 'receiver', addresseeId), href: `/support/requests/${number}` }))
}

async function findMails(db: Db, text: string): Promise<Found[]> {
  if (!/^[0-9A-Za-z-]{3,64}$/.test(text)) return []
  const rows = await db.quarantinedMessage.findMany({
    where: { queueId: text }, orderBy: { id: 'desc' }, take: EACH_MAX,
    select: { queueId: true, state: true, host: { select: { name: true } }, account: { select: { name: true } } },
  })
  return rows.map(({ queueId, host, account }) => ({ kind: 'mail', title: queueId, about: `${account.name} · ${host.name}`, href: `/support/quarantine?q=${encodeURIComponent(queueId)}` }))
}
