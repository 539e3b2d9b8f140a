import { isRequestOpen, type RequestState } from './delisting-request.ts'
import type { RequestLine } from './request-line.ts'

export type RequestStep = { state: RequestState; is: 'done' | 'now' | 'ahead'; at: string | null }

/** draft — asked — answered — granted: what lies behind, where it is, what is hoped for. */
export function requestSteps({ state, createdAt, askedAt, stateSince, answeredAt }: Pick<RequestLine, 'state' | 'createdAt' | 'askedAt' | 'stateSince'> & { answeredAt: string | null }): RequestStep[] {
  const done = (step: RequestState, at: string | null): RequestStep[] => (at === null || step === state ? [] : [{ state: step, is: 'done', at }])
  const now: RequestStep = { state, is: 'now', at: stateSince }
  const isBefore = (step: RequestState) => state !== step && !(state === 'draft' || (state === 'asked' && step === 'answered'))
  const ahead = (['asked', 'answered', 'granted'] as const).slice(state === 'draft' ? 0 : state === 'asked' ? 1 : 2)
  return [
    ...done('draft', createdAt),
    ...(isBefore('asked') ? done('asked', askedAt) : []),
    ...(isBefore('answered') ? done('answered', answeredAt) : []),
    now,
    ...(isRequestOpen(state) ? ahead.map((step): RequestStep => ({ state: step, is: 'ahead', at: null })) : []),
  ]
}
