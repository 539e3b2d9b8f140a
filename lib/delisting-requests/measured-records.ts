import { changeEvidence } from '../audit/change.ts'
import type { Db, Tx } from '../db.ts'
import type { RequestRow } from './delisting-request-records.ts'
import type { Measured, MeasuredState } from './measured.ts'

type Asked = Pick<RequestRow, 'number' | 'addressee' | 'addresseeId' | 'targets'>

/** What is measured now of what these requests are about, by the request's number. */
export async function measureRequests(db: Db | Tx, requests: Asked[]): Promise<Map<number, Measured[]>> {
  const [hosts, listings, standings] = await Promise.all([readHosts(db, requests), readListings(db, requests), readStandings(db, requests)])
  return new Map(requests.map((request) => [request.number, request.targets.map((target): Measured => {
    const host = hosts.get(target) ?? null
    if (request.addressee === 'list') return { ...(listings.get(`${target} ${request.addresseeId}`) ?? NOT_ASKED), target, host: host?.name ?? null }
    return { ...pairOf(host, standings.get(`${host?.id} ${request.addresseeId}`)), target, host: host?.name ?? null }
  })]))
}

const NOT_ASKED = { state: 'not-asked', since: null, checkedAt: null } as const satisfies Omit<Measured, 'target' | 'host'>

type HostOfTarget = { id: number; name: string; isSilent: boolean; lastReadAt: Date | null }

async function readHosts(db: Db | Tx, requests: Asked[]): Promise<Map<string, HostOfTarget>> {
  const targets = [...new Set(requests.flatMap((request) => request.targets))]
  const hosts = await db.host.findMany({
    where: { revokedAt: null, OR: [{ ips: { some: { ip: { in: targets } } } }, { name: { in: targets } }] },
    orderBy: { id: 'asc' },
    select: { id: true, name: true, isSilent: true, lastReadAt: true, ips: { select: { ip: true } } },
  })
  return new Map(hosts.flatMap(({ ips, ...host }) => [[host.name, host] as const, ...ips.map(({ ip }) => [ip, host] as const)]))
}

async function readListings(db: Db | Tx, requests: Asked[]): Promise<Map<string, Omit<Measured, 'target' | 'host'>>> {
  const own = requests.filter(({ addressee }) => addressee === 'list')
  if (own.length === 0) return new Map()
  const rows = await db.listing.findMany({
    where: { list: { in: own.map(({ addresseeId }) => addresseeId) }, target: { in: own.flatMap(({ targets }) => targets) } },
    select: { target: true, list: true, state: true, since: true, checkedAt: true },
  })
  const stateOf = (state: string): MeasuredState => (state === 'listed' || state === 'clear' ? state : 'unknown')
  return new Map(rows.map(({ target, list, state, since, checkedAt }) => [`${target} ${list}`, { state: stateOf(state), since: since.toISOString(), checkedAt: checkedAt.toISOString() }]))
}

type Pair = { state: string; since: Date; isByHand: boolean }

async function readStandings(db: Db | Tx, requests: Asked[]): Promise<Map<string, Pair>> {
  const receivers = requests.flatMap(({ addressee, addresseeId }) => (addressee === 'receiver' ? [addresseeId] : []))
  if (receivers.length === 0) return new Map()
  const rows = await db.receiverStanding.findMany({ where: { receiver: { in: receivers } }, select: { hostId: true, receiver: true, state: true, since: true } })
  const byHand = await readByHand(db, rows.filter(({ state }) => state === 'fine'))
  return new Map(rows.map(({ hostId, receiver, ...pair }) => [`${hostId} ${receiver}`, { ...pair, isByHand: byHand.has(`${hostId} ${receiver}`) }]))
}

/** Pairs whose state a person set and not what was measured. */
async function readByHand(db: Db | Tx, pairs: { hostId: number; receiver: string; since: Date }[]): Promise<Set<string>> {
  const rows = await db.changeRow.findMany({
    where: { kind: 'receiver', byKind: 'person', to: 'fine', OR: pairs.map(({ hostId, since, receiver }) => ({ hostId, at: since, evidence: { path: ['receiver'], equals: receiver } })) },
    select: { hostId: true, evidence: true },
  })
  return new Set(rows.map(({ hostId, evidence }) => `${hostId} ${changeEvidence.receiver.parse(evidence).receiver}`))
}

/** Of a host that is not heard nobody knows how it fares; of a target that is no host's, neither. */
function pairOf(host: HostOfTarget | null, pair: Pair | undefined): Omit<Measured, 'target' | 'host'> {
  if (!host) return { state: 'unknown', since: null, checkedAt: null }
  const checkedAt = host.lastReadAt?.toISOString() ?? null
  if (host.isSilent) return { state: 'silent', since: checkedAt, checkedAt }
  if (!pair) return { state: 'no-mail', since: null, checkedAt }
  if (pair.state === 'fine' && pair.isByHand) return { state: 'by-hand', since: pair.since.toISOString(), checkedAt }
  const state = pair.state === 'refused' || pair.state === 'deferring' ? pair.state : 'fine'
  return { state, since: pair.since.toISOString(), checkedAt }
}
