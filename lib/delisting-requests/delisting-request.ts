import * as z from 'zod'

/** To whom a request goes: a blocklist, or a receiver with a list of his own. */
export const addressees = ['list', 'receiver'] as const
export type Addressee = (typeof addressees)[number]

/** `answered`: they said something that settles nothing yet. `granted`, `refused`, `withdrawn`: closed. */
export const requestStates = ['draft', 'asked', 'answered', 'granted', 'refused', 'withdrawn'] as const
export const requestState = z.enum(requestStates)
export type RequestState = (typeof requestStates)[number]

export const OPEN_STATES = ['draft', 'asked', 'answered'] as const satisfies RequestState[]
export function isRequestOpen(state: RequestState): boolean {
  return OPEN_STATES.some((open) => open === state)
}

export const requestWays = ['form', 'mail', 'self-service', 'phone'] as const
export const requestWay = z.enum(requestWays)
export type RequestWay = (typeof requestWays)[number]

/** `take-back`: what was last noted was a mistake. */
export type RequestMove = 'ask' | 'answer' | 'grant' | 'refuse' | 'withdraw' | 'take-back'
export type RequestStanding = { state: RequestState; wasAsked: boolean; hasAnswer: boolean }
export type RequestDecision = { ok: true; state: RequestState } | { ok: false; why: 'closed' | 'not-asked' | 'asked-already' | 'nothing-to-take-back' }

/** Decides every move of a request. Asking once more is possible after an answer that settled nothing. */
export function moveRequest(standing: RequestStanding, move: RequestMove): RequestDecision {
  const { state } = standing
  if (move === 'take-back') return takeBack(standing)
  if (!isRequestOpen(state)) return { ok: false, why: 'closed' }
  switch (move) {
    case 'ask':
      return state === 'asked' ? { ok: false, why: 'asked-already' } : { ok: true, state: 'asked' }
    case 'answer':
      return state === 'draft' ? { ok: false, why: 'not-asked' } : { ok: true, state: 'answered' }
    case 'grant':
      return state === 'draft' ? { ok: false, why: 'not-asked' } : { ok: true, state: 'granted' }
    case 'refuse':
      return state === 'draft' ? { ok: false, why: 'not-asked' } : { ok: true, state: 'refused' }
    case 'withdraw':
      return { ok: true, state: 'withdrawn' }
  }
}

/** A closed request opens again where it stood; an answer, or that it was sent, was noted in error. */
function takeBack({ state, wasAsked, hasAnswer }: RequestStanding): RequestDecision {
  switch (state) {
    case 'draft':
      return { ok: false, why: 'nothing-to-take-back' }
    case 'asked':
      return { ok: true, state: hasAnswer ? 'answered' : 'draft' }
    case 'answered':
      return { ok: true, state: 'asked' }
    case 'granted':
    case 'refused':
    case 'withdrawn':
      return { ok: true, state: !wasAsked ? 'draft' : hasAnswer ? 'answered' : 'asked' }
  }
}

/** What to do next with a request: one button. `wait` has none that settles anything. */
export type RequestAct = 'ask' | 'note-answer' | 'chase' | 'settle' | 'close-as-granted' | 'none'
export function requestAct(request: { state: RequestState; isOverdue: boolean; seemsOver: boolean }): RequestAct {
  const { state, isOverdue, seemsOver } = request
  if (!isRequestOpen(state)) return 'none'
  if (seemsOver && state !== 'draft') return 'close-as-granted'
  if (state === 'draft') return 'ask'
  if (state === 'answered') return 'settle'
  return isOverdue ? 'chase' : 'note-answer'
}

export function isOverdue({ state, answerDueAt }: { state: RequestState; answerDueAt: Date | null }, now: Date): boolean {
  return state === 'asked' && answerDueAt !== null && answerDueAt <= now
}

const number = z.number().int().positive()
const words = z.string().trim().min(1).max(5000)
const theirNumber = z.string().trim().max(100)
const requestTarget = z.string().trim().min(1).max(253).regex(/^[0-9A-Za-z.:_-]+$/)
const addresseeId = z.string().trim().min(1).max(100).regex(/^[0-9A-Za-z._-]+$/)
export const dossierLanguage = z.enum(['de', 'en'])

export const TARGETS_MAX = 256
export const draftRequestInput = z.strictObject({
  addressee: z.enum(addressees),
  addresseeId,
  targets: z.array(requestTarget).min(1).max(TARGETS_MAX).refine((list) => new Set(list).size === list.length, 'each target once'),
  way: requestWay,
  language: dossierLanguage,
  incident: number.nullable().default(null),
})
export type DraftRequestInput = z.input<typeof draftRequestInput>

/** `despite`: why it is asked although something that fits the listing still goes on. */
export const askRequestInput = z.strictObject({ number, ticketNumber: theirNumber, answerDueAt: z.iso.datetime(), despite: z.string().trim().max(2000).default('') })
export type AskRequestInput = z.input<typeof askRequestInput>

export const noteAnswerInput = z.strictObject({ number, text: words, ticketNumber: theirNumber.default('') })
export type NoteAnswerInput = z.input<typeof noteAnswerInput>

/** `text`: their words, or how we know; without either nobody could tell later why it was closed. */
export const settleRequestInput = z.strictObject({ number, outcome: z.enum(['granted', 'refused']), text: words })
export type SettleRequestInput = z.infer<typeof settleRequestInput>

export const reasonedInput = z.strictObject({ number, reason: words })
export type ReasonedInput = z.infer<typeof reasonedInput>

export const putOffInput = z.strictObject({ number, answerDueAt: z.iso.datetime(), reason: words })
export type PutOffInput = z.infer<typeof putOffInput>

export const requestNoteInput = z.strictObject({ number, text: words })
export type RequestNoteInput = z.infer<typeof requestNoteInput>

export const REQUESTS_PER_PAGE = 50

/** The number in a request's address; null for anything that is none. */
export function readRequestNumber(text: string): number | null {
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null
}
