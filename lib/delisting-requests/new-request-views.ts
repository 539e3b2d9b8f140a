import 'server-only'
import { may } from '../access/permissions.ts'
import type { Viewer } from '../access/viewer.ts'
import { BLOCKLISTS, knownBlocklist } from '../blocklists/catalogue/catalogue.ts'
import type { Db } from '../db.ts'
import { CATALOGUE } from '../receivers/catalogue.ts'
import { isReceiverId } from '../receivers/receiver-id.ts'
import { addresseeGuide, type AddresseeGuide } from './addressee-guide.ts'
import { addresseeName } from './addressee-name.ts'
import { causeLines, type CauseLine } from './cause-line.ts'
import { listRequestsOf } from './delisting-request-records.ts'
import type { Addressee } from './delisting-request.ts'
import { causesThatStand } from './dossier.ts'
import { readDossierFacts } from './dossier-facts-records.ts'
import { measureRequests } from './measured-records.ts'
import type { Measured } from './measured.ts'
import { requestLine, type RequestLine } from './request-line.ts'
import type { NewRequestQuery } from './request-list-query.ts'
import { listInTrouble, suggestTargets, troubleOfIncident } from './suggested-targets-records.ts'

export type Choice = { id: string; name: string; isInTrouble: boolean }

/** Nobody is named yet: whom one may ask, those that are in our way now first. Or what the form begins with. */
export type NewRequest =
  | { step: 'choose'; lists: Choice[]; receivers: Choice[]; targets: string[]; incident: number | null }
  | {
    step: 'write'
    addressee: Addressee
    addresseeId: string
    name: string
    targets: { target: string; isChosen: boolean; measured: Measured }[]
    guide: AddresseeGuide
    causes: CauseLine[]
    stands: boolean
    earlier: RequestLine[]
    incident: number | null
  }

const EARLIER = 10

/** What a new request begins with; null for a list, a receiver or an incident that is not there. */
export async function getNewRequest(db: Db, viewer: Pick<Viewer, 'roles'>, query: NewRequestQuery, now: Date): Promise<NewRequest | null> {
  if (!may(viewer, 'see-desk')) return null
  const of = query.incident === undefined || query.list !== undefined || query.receiver !== undefined ? { ...query, targets: query.target } : await fromIncident(db, query.incident, query.target)
  if (!of) return null
  const incident = query.incident ?? null
  if (of.list !== undefined) return knownBlocklist(of.list) ? begin(db, 'list', of.list, of.targets, incident, now) : null
  if (of.receiver !== undefined) return isReceiverId(of.receiver) ? begin(db, 'receiver', of.receiver, of.targets, incident, now) : null
  return { step: 'choose', ...(await choices(db)), targets: of.targets, incident }
}

async function fromIncident(db: Db, number: number, targets: string[]) {
  const trouble = await troubleOfIncident(db, number)
  return trouble && { list: trouble.list, receiver: trouble.receiver, targets: targets.length > 0 ? targets : trouble.targets }
}

async function choices(db: Db): Promise<{ lists: Choice[]; receivers: Choice[] }> {
  const { lists, receivers } = await listInTrouble(db)
  // Names of lists that have no zone in public begin with a bracket: they come last.
  const order = (given: Choice[]) => given.sort((a, b) => Number(b.isInTrouble) - Number(a.isInTrouble) || Number(a.name.startsWith('(')) - Number(b.name.startsWith('(')) || a.name.localeCompare(b.name))
  const ids = [...new Set([...receivers, ...CATALOGUE.map(({ id }) => id)])]
  return {
    lists: order(BLOCKLISTS.filter(({ status, isWhitelist }) => status !== 'dead' && !isWhitelist).map(({ id }) => ({ id, name: addresseeName('list', id), isInTrouble: lists.includes(id) }))),
    receivers: order(ids.map((id) => ({ id, name: addresseeName('receiver', id), isInTrouble: receivers.includes(id) }))),
  }
}

async function begin(db: Db, addressee: Addressee, addresseeId: string, named: string[], incident: number | null, now: Date): Promise<NewRequest> {
  const suggested = await suggestTargets(db, addressee, addresseeId)
  const targets = [...new Set([...named, ...suggested])]
  const chosen = named.length > 0 ? named : suggested
  const [facts, measured, earlier] = await Promise.all([
    readDossierFacts(db, { addressee, addresseeId, targets: chosen }, now),
    measureRequests(db, [{ number: 0, addressee, addresseeId, targets }]),
    listRequestsOf(db, addressee === 'list' ? { list: addresseeId } : { receiver: addresseeId }, EARLIER),
  ])
  return {
    step: 'write', addressee, addresseeId, incident,
    name: addresseeName(addressee, addresseeId),
    targets: (measured.get(0) ?? []).map((each) => ({ target: each.target, isChosen: chosen.includes(each.target), measured: each })),
    guide: addresseeGuide(addressee, addresseeId, chosen),
    causes: causeLines(facts.causes),
    stands: causesThatStand(facts.causes).length > 0,
    earlier: earlier.map((row) => requestLine(row, now)),
  }
}
