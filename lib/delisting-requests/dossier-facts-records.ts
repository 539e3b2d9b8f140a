import type { Db, Tx } from '../db.ts'
import { sumAttempts } from '../deliveries/habit-records.ts'
import { readDesk } from '../notices/desk-records.ts'
import { knownReceiver } from '../receivers/catalogue.ts'
import { CLASSES_ABOUT_US } from '../refusals/verdict.ts'
import { lockEvidence } from '../relay-locks/relay-lock.ts'
import type { Addressee } from './delisting-request.ts'
import type { DossierCause, DossierFacts, DossierTarget } from './dossier.ts'
import { withoutAddresses } from './without-addresses.ts'

const DAY_MS = 86_400_000
/** A burst so long before the first refusal may still be what it is about. */
const CAUSE_DAYS = 7
const FIGURES_DAYS = 7
const REPLIES_MAX = 200
/** Checks whose failing makes lists and receivers shut a host out; others hurt in other ways. */
const CHECKS_THAT_LIST = ['refuses-unknown-recipient', 'no-recipient-check', 'refuses-relaying', 'reverse-dns', 'helo-name', 'postmaster-accepted', 'abuse-accepted']

type Ask = { addressee: Addressee; addresseeId: string; targets: string[] }

/** Everything the desk knows about what a request is about. What it does not know is null or empty. */
export async function readDossierFacts(db: Db | Tx, ask: Ask, now: Date): Promise<DossierFacts> {
  const hosts = await readHosts(db, ask.targets)
  const hostIds = [...new Set([...hosts.values()].map(({ id }) => id))]
  const targets = await readTargets(db, ask, hosts)
  const begun = await beganAt(db, ask, hostIds, targets)
  const since = begun ?? now
  const [refusals, causes, desk, deliveries] = await Promise.all([
    ask.addressee === 'receiver' ? readRefusals(db, ask.addresseeId, hostIds, begun ?? new Date(now.getTime() - FIGURES_DAYS * DAY_MS)) : { first: null, replies: [] },
    readCauses(db, hostIds, since, now),
    readDesk(db),
    ask.addressee === 'receiver' ? readDeliveries(db, ask.addresseeId, hostIds, now) : null,
  ])
  return {
    addressee: ask.addressee, addresseeId: ask.addresseeId, targets, since: earlier(begun, refusals.first?.at ?? null), firstRefusal: refusals.first, replies: refusals.replies, deliveries, causes,
    desk: { providerName: desk.providerName, phone: desk.phone, abuseAddress: desk.abuseAddress, timeZone: desk.timeZone },
  }
}

function earlier(one: Date | null, other: Date | null): Date | null {
  return one && other ? (one < other ? one : other) : (one ?? other)
}

type Host = { id: number; name: string }

async function readHosts(db: Db | Tx, targets: string[]): Promise<Map<string, Host>> {
  const rows = await db.host.findMany({
    where: { revokedAt: null, OR: [{ ips: { some: { ip: { in: targets } } } }, { name: { in: targets } }] },
    orderBy: { id: 'asc' },
    select: { id: true, name: true, ips: { select: { ip: true } } },
  })
  return new Map(rows.flatMap(({ ips, ...host }) => [[host.name, host] as const, ...ips.map(({ ip }) => [ip, host] as const)]))
}

async function readTargets(db: Db | Tx, { addressee, addresseeId, targets }: Ask, hosts: Map<string, Host>): Promise<DossierTarget[]> {
  const [listings, checks] = await Promise.all([
    addressee === 'list' ? db.listing.findMany({ where: { list: addresseeId, target: { in: targets } }, select: { target: true, state: true, since: true, codes: true, meaning: true, text: true } }) : [],
    db.hostCheck.findMany({ where: { check: 'reverse-dns', hostId: { in: [...hosts.values()].map(({ id }) => id) } }, select: { place: true, state: true, evidence: true } }),
  ])
  return targets.map((target) => {
    const listing = listings.find((each) => each.target === target)
    const reverse = checks.filter(({ place }) => addressOfPlace(place) === target)
    return { target, host: hosts.get(target)?.name ?? null, listing: listing ?? null, reverseDns: reverseOf(reverse) }
  })
}

/** A place is `address:port`, an IPv6 address in brackets. */
function addressOfPlace(place: string): string {
  return /^\[(.+)\]:\d+$/.exec(place)?.[1] ?? place.replace(/:\d+$/, '')
}

function reverseOf(checks: { state: string; evidence: string }[]): DossierTarget['reverseDns'] {
  const told = checks.find(({ state }) => state === 'fail') ?? checks.find(({ state }) => state === 'pass')
  return told ? { state: told.state === 'fail' ? 'fail' : 'pass', evidence: told.evidence } : null
}

/** When the listing began, or how long these hosts have been in trouble with the receiver. */
async function beganAt(db: Db | Tx, { addressee, addresseeId }: Ask, hostIds: number[], targets: DossierTarget[]): Promise<Date | null> {
  if (addressee === 'list') return targets.flatMap(({ listing }) => (listing?.state === 'listed' ? [listing.since] : [])).sort((a, b) => a.getTime() - b.getTime())[0] ?? null
  const rows = await db.receiverStanding.findMany({ where: { receiver: addresseeId, hostId: { in: hostIds }, state: { not: 'fine' } }, select: { since: true, firstAt: true } })
  return rows.map(({ since, firstAt }) => firstAt ?? since).sort((a, b) => a.getTime() - b.getTime())[0] ?? null
}

async function readRefusals(db: Db | Tx, receiver: string, hostIds: number[], since: Date): Promise<{ first: DossierFacts['firstRefusal']; replies: string[] }> {
  const rows = await db.replySample.findMany({
    where: { receiver, hostId: { in: hostIds }, at: { gte: since }, refusalClass: { in: [...CLASSES_ABOUT_US] } },
    orderBy: { at: 'asc' },
    take: REPLIES_MAX,
    select: { at: true, hostId: true, reply: true, outcome: true },
  })
  const own = knownReceiver(receiver)?.mx ?? [receiver]
  const said = rows.map((row) => ({ ...row, reply: withoutAddresses(row.reply, own) }))
  // What was refused for good says more than what was put off before it.
  const first = said.find(({ outcome }) => outcome !== 'deferred') ?? said[0]
  if (!first) return { first: null, replies: [] }
  const host = await db.host.findUnique({ where: { id: first.hostId }, select: { name: true } })
  return { first: { at: first.at, host: host?.name ?? '', reply: first.reply }, replies: [...new Set(said.map(({ reply }) => reply))] }
}

async function readDeliveries(db: Db | Tx, receiver: string, hostIds: number[], now: Date): Promise<DossierFacts['deliveries']> {
  if (hostIds.length === 0) return null
  const { taken, deferred, refused, unclear, unclearRefused } = await sumAttempts(db, { receiver, hostIds, from: new Date(now.getTime() - FIGURES_DAYS * DAY_MS), to: now })
  return { days: FIGURES_DAYS, taken, deferred: deferred + unclear, refused: refused + unclearRefused }
}

/** Accounts that were locked on these hosts around that time (no false alarms) or are being unlocked now, and checks that fail there and that nobody has acknowledged. */
async function readCauses(db: Db | Tx, hostIds: number[], since: Date, now: Date): Promise<DossierCause[]> {
  const [locks, checks] = await Promise.all([
    db.relayLock.findMany({
      where: {
        originHostId: { in: hostIds }, state: { not: 'lifted' },
        OR: [{ lockedAt: { gte: new Date(since.getTime() - CAUSE_DAYS * DAY_MS), lte: new Date(Math.min(now.getTime(), since.getTime() + DAY_MS)) } }, { state: 'guarded-unlock' }],
      },
      orderBy: { lockedAt: 'asc' },
      select: { lockedAt: true, state: true, relapses: true, evidence: true, batches: { select: { _count: { select: { messages: true } } } } },
    }),
    db.hostCheck.findMany({ where: { hostId: { in: hostIds }, check: { in: CHECKS_THAT_LIST }, state: 'fail', acknowledgedAt: null }, orderBy: { since: 'asc' }, select: { check: true, since: true, host: { select: { name: true } } } }),
  ])
  return [
    ...locks.map(({ evidence, batches, ...lock }): DossierCause => {
      const { figures, burstBeganAt } = lockEvidence.parse(evidence)
      return { kind: 'lock', ...lock, burstBeganAt: burstBeganAt === null ? null : new Date(burstBeganAt), messages: figures?.messages ?? null, taken: batches.reduce((sum, batch) => sum + batch._count.messages, 0) }
    }),
    ...distinctChecks(checks),
  ]
}

/** One line for a check that fails at several ports. */
function distinctChecks(checks: { check: string; since: Date; host: { name: string } }[]): DossierCause[] {
  const first = new Map<string, DossierCause>()
  for (const { check, since, host } of checks) if (!first.has(`${host.name} ${check}`)) first.set(`${host.name} ${check}`, { kind: 'check', check, host: host.name, since })
  return [...first.values()]
}
