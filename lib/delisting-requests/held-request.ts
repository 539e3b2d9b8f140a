import type { By } from '../audit/doing.ts'
import { recordAudit } from '../audit/audit-records.ts'
import { recordChange } from '../audit/change-records.ts'
import type { ChangeEvidence } from '../audit/change.ts'
import type { Tx } from '../db.ts'
import { AppError } from '../errors.ts'
import { holdRequest, saveRequest, type RequestChange, type RequestRow } from './delisting-request-records.ts'
import { isRequestOpen, moveRequest, type RequestMove, type RequestState } from './delisting-request.ts'

/** The request, held until the transaction ends. Only staff come here. */
export async function holdRequestOrRefuse(tx: Tx, { actor }: By, number: number): Promise<RequestRow> {
  if (actor.kind === 'customer' || actor.kind === 'agent') throw new AppError('not-allowed', 'only staff write delisting requests')
  const request = await holdRequest(tx, number)
  if (!request) throw new AppError('not-found', `no delisting request ${number}`)
  return request
}

/** Where a move leads; a refusal in words for the person when it leads nowhere. */
export function stateAfter(request: RequestRow, move: RequestMove): RequestState {
  const decision = moveRequest({ state: request.state, wasAsked: request.askedAt !== null, hasAnswer: request.outcome !== '' }, move)
  if (!decision.ok) throw new AppError('conflict', `request ${request.number}: ${move} is ${decision.why}`, { userMessageKey: `errors.request.${decision.why}` })
  return decision.state
}

export type Kept = { change: RequestChange; state: RequestState; action: string; reason?: string; evidence?: Pick<ChangeEvidence<'delisting-request'>, 'what' | 'note' | 'ticketNumber'> }

/** Keeps what changed of a request, with its change row and its audit row. */
export async function keepRequest(tx: Tx, { now, actor }: By, request: RequestRow, { change, state, action, reason = '', evidence = {} }: Kept): Promise<void> {
  const moved = state === request.state ? {} : { state, stateSince: now, closedAt: isRequestOpen(state) ? null : now }
  await saveRequest(tx, request.id, { ...change, ...moved })
  await recordChange(tx, {
    kind: 'delisting-request', at: now, actor, from: request.state, to: state, reason, requestId: request.id, incidentId: request.incidentId,
    evidence: { number: request.number, addressee: request.addressee, addresseeId: request.addresseeId, ...evidence },
  })
  await recordAudit(tx, { at: now, actor, action: `delisting request: ${action}`, subject: `delisting request ${request.number}`, reason, before: { state: request.state }, after: { state, ...change, dossier: undefined } })
}
