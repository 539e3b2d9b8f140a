import * as z from 'zod'
import type { Db, Tx } from '../db.ts'
import { addressees, requestState, requestWay, OPEN_STATES, type Addressee, type RequestState, type RequestWay } from './delisting-request.ts'

/** A request as it is stored, its words checked. */
export type RequestRow = {
  id: number
  number: number
  addressee: Addressee
  addresseeId: string
  targets: string[]
  state: RequestState
  stateSince: Date
  way: RequestWay
  dossier: string
  ticketNumber: string
  askedAt: Date | null
  answerDueAt: Date | null
  remindedAt: Date | null
  /** What they said last, in their words. */
  outcome: string
  closedAt: Date | null
  createdAt: Date
  incidentId: number | null
}

const ROW = {
  id: true, number: true, addressee: true, addresseeId: true, targets: true, state: true, stateSince: true, way: true, dossier: true, ticketNumber: true,
  askedAt: true, answerDueAt: true, remindedAt: true, outcome: true, closedAt: true, createdAt: true, incidentId: true,
} as const

const wordsOfRow = z.object({ addressee: z.enum(addressees), state: requestState, way: requestWay })

function rowOf<Raw extends { addressee: string; state: string; way: string }>(row: Raw): Raw & z.infer<typeof wordsOfRow> {
  return { ...row, ...wordsOfRow.parse(row) }
}

/** The request stays ours until the transaction ends, so that of two acts at once the second sees what the first did. */
export async function holdRequest(tx: Tx, number: number): Promise<RequestRow | null> {
  await tx.$queryRaw`SELECT 1 FROM "DelistingRequest" WHERE number = ${number} FOR UPDATE`
  const row = await tx.delistingRequest.findUnique({ where: { number }, select: ROW })
  return row && rowOf(row)
}

export type NewRequest = Pick<RequestRow, 'addressee' | 'addresseeId' | 'targets' | 'way' | 'dossier' | 'incidentId'> & { createdById: number | null; at: Date }

export async function createRequest(tx: Tx, { at, ...request }: NewRequest): Promise<{ id: number; number: number }> {
  return tx.delistingRequest.create({ data: { ...request, state: 'draft', stateSince: at, createdAt: at }, select: { id: true, number: true } })
}

export type RequestChange = Partial<Pick<RequestRow, 'state' | 'stateSince' | 'dossier' | 'ticketNumber' | 'askedAt' | 'answerDueAt' | 'remindedAt' | 'outcome' | 'closedAt' | 'way'>>

export async function saveRequest(tx: Tx, id: number, change: RequestChange): Promise<void> {
  await tx.delistingRequest.update({ where: { id }, data: change, select: { id: true } })
}

/** Requests whose answer is overdue and that nobody was reminded of since it fell due. */
export async function listToRemind(db: Db | Tx, now: Date, limit: number): Promise<{ number: number }[]> {
  return db.delistingRequest.findMany({ where: { state: 'asked', answerDueAt: { lte: now }, remindedAt: null }, orderBy: { answerDueAt: 'asc' }, take: limit, select: { number: true } })
}

/** Marks that the reminder was given; false when another worker was faster or the answer is no longer due. */
export async function takeReminder(tx: Tx, id: number, now: Date): Promise<boolean> {
  const { count } = await tx.delistingRequest.updateMany({ where: { id, state: 'asked', answerDueAt: { lte: now }, remindedAt: null }, data: { remindedAt: now } })
  return count === 1
}

const LINE = { ...ROW, dossier: false, createdBy: { select: { name: true, initials: true } }, incident: { select: { number: true } } } as const
export type RequestLineRow = Omit<RequestRow, 'dossier'> & { createdBy: { name: string; initials: string } | null; incident: { number: number } | null }

export type RequestsOf = { list?: string | undefined; receiver?: string | undefined; target?: string | undefined; incidentNumber?: number | undefined }

/** Requests about a list, a receiver, an address or an incident, the newest first. */
export async function listRequestsOf(db: Db | Tx, of: RequestsOf, limit: number): Promise<RequestLineRow[]> {
  const rows = await db.delistingRequest.findMany({
    where: {
      ...(of.list === undefined ? {} : { addressee: 'list', addresseeId: of.list }),
      ...(of.receiver === undefined ? {} : { addressee: 'receiver', addresseeId: of.receiver }),
      ...(of.target === undefined ? {} : { targets: { has: of.target } }),
      ...(of.incidentNumber === undefined ? {} : { incident: { number: of.incidentNumber } }),
    },
    orderBy: { number: 'desc' },
    take: limit,
    select: LINE,
  })
  return rows.map(rowOf)
}

export type RequestListAsk = { show: 'open' | 'draft' | 'asked' | 'answered' | 'closed'; addressee: Addressee | null; search: string; addresseeIds: { list: string[]; receiver: string[] }; page: number; perPage: number }

/** One page of requests: those asked by when an answer is due, then those answered, then drafts; closed ones newest first. */
export async function listRequestRows(db: Db | Tx, ask: RequestListAsk): Promise<{ rows: RequestLineRow[]; total: number }> {
  const where = whereOf(ask)
  const from = (ask.page - 1) * ask.perPage
  if (ask.show === 'closed') {
    const [total, rows] = await Promise.all([
      db.delistingRequest.count({ where }),
      db.delistingRequest.findMany({ where, orderBy: [{ closedAt: 'desc' }, { number: 'desc' }], skip: from, take: ask.perPage, select: LINE }),
    ])
    return { total, rows: rows.map(rowOf) }
  }
  // Open ones are few; their order by state and time is not one that columns give.
  const open = await db.delistingRequest.findMany({ where, select: { id: true, number: true, state: true, answerDueAt: true } })
  const page = open.sort(byTurn).slice(from, from + ask.perPage).map(({ id }) => id)
  const rows = await db.delistingRequest.findMany({ where: { id: { in: page } }, select: LINE })
  return { total: open.length, rows: rows.map(rowOf).sort((a, b) => page.indexOf(a.id) - page.indexOf(b.id)) }
}

const TURNS = ['asked', 'answered', 'draft']
type Turn = Pick<RequestRow, 'number' | 'answerDueAt'> & { state: string }

function byTurn(a: Turn, b: Turn): number {
  return TURNS.indexOf(a.state) - TURNS.indexOf(b.state) || (a.answerDueAt?.getTime() ?? 0) - (b.answerDueAt?.getTime() ?? 0) || a.number - b.number
}

function whereOf({ show, addressee, search, addresseeIds }: RequestListAsk) {
  const number = /^#?\d{1,9}$/.test(search) ? Number(search.replace('#', '')) : null
  const states: RequestState[] = show === 'closed' ? ['granted', 'refused', 'withdrawn'] : show === 'open' ? [...OPEN_STATES] : [show]
  return {
    state: { in: states },
    ...(addressee === null ? {} : { addressee }),
    ...(search === '' ? {} : {
      OR: [
        { targets: { has: search } },
        { ticketNumber: { contains: search, mode: 'insensitive' as const } },
        { addressee: 'list', addresseeId: { in: addresseeIds.list } },
        { addressee: 'receiver', addresseeId: { in: addresseeIds.receiver } },
        ...(number === null ? [] : [{ number }]),
      ],
    }),
  }
}

export type OpenRequest = Pick<RequestRow, 'number' | 'addressee' | 'addresseeId' | 'targets' | 'state' | 'stateSince' | 'answerDueAt' | 'askedAt'>
const OPEN_REQUESTS_MAX = 500

/** All open requests, for what needs a hand. */
export async function listOpenRequests(db: Db | Tx): Promise<OpenRequest[]> {
  const rows = await db.delistingRequest.findMany({
    where: { state: { in: [...OPEN_STATES] } },
    orderBy: { number: 'asc' },
    take: OPEN_REQUESTS_MAX,
    select: { number: true, addressee: true, addresseeId: true, targets: true, state: true, stateSince: true, answerDueAt: true, askedAt: true, way: true },
  })
  return rows.map(rowOf)
}

export async function findRequest(db: Db | Tx, number: number): Promise<(RequestRow & Pick<RequestLineRow, 'createdBy' | 'incident'>) | null> {
  const row = await db.delistingRequest.findUnique({ where: { number }, select: { ...LINE, dossier: true } })
  return row && rowOf(row)
}
