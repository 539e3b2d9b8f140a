import { deskLists } from '../../blocklists/desk-lists.ts'
import { CLEAR, unknown, type Reading } from '../../blocklists/reading.ts'
import type { BlocklistCheck } from '../../blocklists/sweep-blocklists.ts'
import { listDeskTargets, type DeskTarget } from '../../blocklists/target-records.ts'
import { storeListHealth } from '../../cases/store-list-health.ts'
import { storeListings } from '../../cases/store-listings.ts'
import type { Db } from '../../db.ts'
import { trustOf } from '../../blocklists/trust.ts'

export type ListSize = { ips: number; domains: number }
export type ListRows = { addresses: number; domains: number; lists: number; listings: number; spells: number }

const DAY_MS = 86_400_000
const RESOLVERS = ['192.0.2.53:53', '192.0.2.54:53']
const SITES = ['Berlin', 'Nürnberg', 'Falkenstein']
const LISTED: Reading = { state: 'listed', codes: ['127.0.0.2'], meaning: 'listed', reason: null }
/** One list answers for nobody, one says something of no use about every two-hundredth address. */
const SILENT = 'psbl'

/** Hosts with an address each and customers with a domain each, and what every list said of them over a month, stored as a worker would. */
export async function fillLists(db: Db, size: ListSize, now: Date): Promise<ListRows> {
  const ago = (days: number) => new Date(now.getTime() - days * DAY_MS)
  await db.host.createMany({
    data: Array.from({ length: size.ips }, (_, n) => ({ name: nameOf(n), kind: 'postfix', site: SITES[n % SITES.length] as string, agentUrl: `https://198.18.0.1:${4000 + n}`, joinedAt: ago(60), lastReadAt: now })),
  })
  const hosts = await db.host.findMany({ orderBy: { id: 'asc' }, select: { id: true } })
  await db.hostIp.createMany({ data: hosts.map(({ id }, n) => ({ hostId: id, ip: `198.18.${Math.floor(n / 250)}.${n % 250}` })) })
  await db.customer.createMany({ data: Array.from({ length: size.domains }, (_, n) => ({ number: String(20_000 + n), name: `Kunde ${n}`, language: 'de' })) })
  const customers = await db.customer.findMany({ orderBy: { id: 'asc' }, select: { id: true } })
  await db.customerDomain.createMany({ data: customers.map(({ id }, n) => ({ customerId: id, domain: `kunde-${n}.example` })) })

  const targets = await listDeskTargets(db)
  // White lists and scores too, so that there are as many lists as an installation may ask at most.
  const lists = deskLists([], new Set()).filter(({ cannot }) => cannot === null).map(({ list }) => list)
  for (const list of lists.filter((each) => trustOf(each) === 'no-verdict' || each.status === 'unclear')) await db.blocklistSetting.create({ data: { list: list.id, isAsked: true, reason: 'benchmark', updatedAt: now } })

  const context = { targets: new Map(targets.map((target) => [target.name, target])), settings: new Map() }
  for (const days of [30, 20, 19, 5, 0.001]) {
    const doing = { db, now: ago(days), actor: { kind: 'worker' as const } }
    await storeListHealth(doing, lists.flatMap((list) => RESOLVERS.map((resolver) => ({ list: list.id, resolver, reason: list.id === SILENT && days < 1 ? ('silent' as const) : null, at: ago(days) }))))
    for (const [place, list] of lists.entries()) {
      const checks = targets.filter(({ kind }) => list.kinds.includes(kind)).map((target, n) => checkOf(target, list.id, n + place, days, ago(days)))
      await storeListings(doing, checks, context)
    }
  }
  await db.$executeRaw`ANALYZE`
  return { addresses: size.ips, domains: size.domains, lists: lists.length, listings: await db.listing.count(), spells: await db.listingSpell.count() }
}

/** One in three hundred pairs is listed for the last five days, one in two hundred was on the twentieth. */
function checkOf(target: DeskTarget, list: string, n: number, days: number, at: Date): BlocklistCheck {
  const isListed = (days <= 5 && n % 300 === 7) || (days === 20 && n % 200 === 3)
  const reading = list === SILENT && days < 1 ? unknown('silent') : days < 1 && n % 900 === 11 ? unknown('administrative', ['127.255.255.254']) : isListed ? LISTED : CLEAR
  return { ...reading, target: target.name, kind: target.kind, list, text: isListed ? `Listed, see https://list.example/?${target.name}` : null, at, evidence: RESOLVERS.map((resolver) => ({ resolver, ...reading })) }
}

function nameOf(n: number): string {
  return `mx${String(n).padStart(4, '0')}`
}
