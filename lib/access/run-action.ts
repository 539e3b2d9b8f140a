import * as z from 'zod'
import { AppError, toAppError } from '../errors.ts'

/** Why a call was turned away before anything was done. */
export type Refusal = 'signed-out' | 'not-allowed' | 'foreign-origin'

/** The outside of an action: everything that Next knows and a test can set. */
export type ActionOutside<Who> = {
  origin: string | null
  webAddress: string
  who: () => Promise<Who | null>
  isAllowed: (who: Who) => boolean
  /** Whether there is such an act for this person at all. For whoever there is none, it is not found, as its page is. */
  isThere: (who: Who) => boolean
  onRefused: (refusal: Refusal, who: Who | null) => Promise<void>
}

/**
 * Lets a call through only from our own pages, by somebody who is signed in and may, with input that parses.
 *
 * @returns who it is and the parsed input
 * @throws AppError `not-found`, `not-allowed` or `signed-out` for a refused call (reported to `onRefused` first), ZodError for bad input
 */
export async function admitCall<Who, Schema extends z.ZodType>(outside: ActionOutside<Who>, schema: Schema, input: unknown): Promise<{ who: Who; input: z.infer<Schema> }> {
  if (!isOwnOrigin(outside.origin, outside.webAddress)) {
    await outside.onRefused('foreign-origin', null)
    throw new AppError('not-allowed', 'Call without our origin', { userMessageKey: 'errors.foreign-origin' })
  }
  const who = await outside.who()
  if (!who) {
    await outside.onRefused('signed-out', null)
    throw new AppError('signed-out', 'Call without a live session')
  }
  if (!outside.isAllowed(who)) {
    await outside.onRefused('not-allowed', who)
    throw outside.isThere(who) ? new AppError('not-allowed', 'Call without the right') : new AppError('not-found', 'Call of another audience’s act')
  }
  return { who, input: schema.parse(input) }
}

/**
 * Whether a call comes from a page of this desk. Next lets a server action without an Origin header through, so it
 * must be there and be ours (ASVS 3.5.1).
 */
export function isOwnOrigin(origin: string | null, webAddress: string): boolean {
  if (!origin) return false
  try {
    return new URL(origin).origin === new URL(webAddress).origin
  } catch {
    return false
  }
}

/** The first complaint per input; nested inputs are named `a.b`. */
export function fieldsOf(error: z.ZodError): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const issue of error.issues) fields[issue.path.join('.')] ??= issue.message
  return fields
}

/** An error thrown inside an action as one that can be told: bad input is `bad-input`, else see `toAppError`. */
export function actionError(thrown: unknown): { error: AppError; fields?: Record<string, string> } {
  if (!(thrown instanceof z.ZodError)) return { error: toAppError(thrown) }
  return { error: new AppError('bad-input', 'Input does not parse', { cause: thrown }), fields: fieldsOf(thrown) }
}
