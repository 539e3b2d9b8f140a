import type { Db, Tx } from '../db.ts'
import type { Addressee } from './delisting-request.ts'

const SUGGESTED_MAX = 256

/** What a request is most likely about: targets that stand on the list, or the addresses of hosts in trouble with the receiver. */
export async function suggestTargets(db: Db | Tx, addressee: Addressee, id: string): Promise<string[]> {
  if (addressee === 'list') {
    const rows = await db.listing.findMany({ where: { list: id, OR: [{ state: 'listed' }, { state: 'unknown', knownState: 'listed' }] }, orderBy: { target: 'asc' }, take: SUGGESTED_MAX, select: { target: true } })
    return rows.map(({ target }) => target)
  }
  const rows = await db.receiverStanding.findMany({ where: { receiver: id, state: { not: 'fine' }, host: { revokedAt: null } }, orderBy: { host: { name: 'asc' } }, select: { host: { select: { name: true, ips: { select: { ip: true }, orderBy: { ip: 'asc' } } } } } })
  return [...new Set(rows.flatMap(({ host }) => (host.ips.length > 0 ? host.ips.map(({ ip }) => ip) : [host.name])))].slice(0, SUGGESTED_MAX)
}

/** Lists that name something of ours now, and receivers that do not take all of some host. */
export async function listInTrouble(db: Db | Tx): Promise<{ lists: string[]; receivers: string[] }> {
  const [listings, standings] = await Promise.all([
    db.listing.findMany({ where: { state: 'listed' }, distinct: ['list'], orderBy: { list: 'asc' }, select: { list: true } }),
    db.receiverStanding.findMany({ where: { state: { not: 'fine' }, host: { revokedAt: null } }, distinct: ['receiver'], orderBy: { receiver: 'asc' }, select: { receiver: true } }),
  ])
  return { lists: listings.map(({ list }) => list), receivers: standings.map(({ receiver }) => receiver) }
}

/** What an incident is about: the receiver that blocks, or the list and the targets on it. */
export async function troubleOfIncident(db: Db | Tx, number: number): Promise<{ list?: string; receiver?: string; targets: string[] } | null> {
  const incident = await db.incident.findUnique({ where: { number }, select: { kind: true, causeKey: true, listings: { where: { state: { not: 'clear' } }, orderBy: { since: 'asc' }, select: { target: true, list: true } } } })
  if (!incident) return null
  if (incident.kind === 'receiver-block') return { receiver: incident.causeKey.replace(/^receiver:/, ''), targets: [] }
  const list = incident.listings[0]?.list
  return list === undefined ? { targets: [] } : { list, targets: incident.listings.filter((each) => each.list === list).map(({ target }) => target) }
}
