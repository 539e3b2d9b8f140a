import { addresseeName } from './addressee-name.ts'
import { isOverdue, isRequestOpen, type Addressee, type RequestState, type RequestWay } from './delisting-request.ts'
import type { RequestLineRow } from './delisting-request-records.ts'

/** One request in a list. Times as ISO text. */
export type RequestLine = {
  number: number
  addressee: Addressee
  addresseeId: string
  name: string
  targets: string[]
  state: RequestState
  isOpen: boolean
  stateSince: string
  way: RequestWay
  ticketNumber: string
  askedAt: string | null
  answerDueAt: string | null
  isOverdue: boolean
  outcome: string
  closedAt: string | null
  createdAt: string
  by: string
  incidentNumber: number | null
}

export function requestLine(row: RequestLineRow, now: Date): RequestLine {
  const { number, addressee, addresseeId, targets, state, way, ticketNumber, outcome, createdBy, incident } = row
  return {
    number, addressee, addresseeId, targets, state, way, ticketNumber, outcome,
    name: addresseeName(addressee, addresseeId),
    isOpen: isRequestOpen(state),
    isOverdue: isOverdue(row, now),
    stateSince: row.stateSince.toISOString(),
    askedAt: row.askedAt?.toISOString() ?? null,
    answerDueAt: row.answerDueAt?.toISOString() ?? null,
    closedAt: row.closedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    by: createdBy ? createdBy.initials || createdBy.name : '',
    incidentNumber: incident?.number ?? null,
  }
}
