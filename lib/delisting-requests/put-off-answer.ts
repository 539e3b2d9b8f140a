import type { Doing } from '../audit/doing.ts'
import { AppError } from '../errors.ts'
import { holdRequestOrRefuse, keepRequest } from './held-request.ts'
import { isRequestOpen, putOffInput, type PutOffInput } from './delisting-request.ts'

/** So far ahead nobody waits for an answer. */
const AHEAD_MAX_MS = 366 * 86_400_000

/** The answer is expected at another time, for a reason; the reminder comes then. */
export async function putOffAnswer(doing: Doing, input: PutOffInput): Promise<void> {
  const { number, answerDueAt: text, reason } = putOffInput.parse(input)
  const answerDueAt = dueInTime(new Date(text), doing.now)
  await doing.db.$transaction(async (tx) => {
    const request = await holdRequestOrRefuse(tx, doing, number)
    if (!isRequestOpen(request.state)) throw new AppError('conflict', `request ${number} is closed`, { userMessageKey: 'errors.request.closed' })
    if (request.state === 'draft') throw new AppError('conflict', `request ${number} was not sent`, { userMessageKey: 'errors.request.not-asked' })
    await keepRequest(tx, doing, request, { change: { answerDueAt, remindedAt: null }, state: request.state, action: 'put off', reason, evidence: { what: 'due', note: answerDueAt.toISOString() } })
  })
}

/** @throws AppError `bad-input` for a time that is over, or so far ahead that it is a mistake */
export function dueInTime(due: Date, now: Date): Date {
  if (due <= now) throw new AppError('bad-input', 'an answer cannot be due in the past', { userMessageKey: 'errors.request.due-past' })
  if (due.getTime() - now.getTime() > AHEAD_MAX_MS) throw new AppError('bad-input', 'an answer due in more than a year', { userMessageKey: 'errors.request.due-far' })
  return due
}
