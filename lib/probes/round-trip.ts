import * as z from 'zod'
import type { RoundTripCheckId } from './check-catalogue.ts'
import { CURES, type CureId } from './cures.ts'
import { FINDINGS, sayWith, type FindingId } from './findings.ts'
import { WORKER, type Look } from './host-check.ts'
import type { AutoResponse } from './read-auto-response.ts'

/** Whom a round trip asks whether he is there. */
export const MAILBOXES = ['postmaster', 'abuse'] as const
export const mailbox = z.enum(MAILBOXES)
export type Mailbox = z.infer<typeof mailbox>

/** The check that a round trip answers: does somebody read this mailbox? */
export function roundTripCheckOf(of: Mailbox): RoundTripCheckId {
  return `${of}-read`
}

/** An answer is waited for so long: people sleep, programs answer at once. */
export const ANSWER_WITHIN_MS = 24 * 3_600_000
/** A host that puts the mail off is given it again, as a mail server would. */
export const TRY_AGAIN_AFTER_MS = 5 * 60_000
export const TRIES_MAX = 4
/** One mail to an address of a host in this time, unless a lead insists. */
export const NOT_AGAIN_WITHIN_MS = 24 * 3_600_000
/** What an answer said holds so long: mailboxes change hands. */
export const ROUND_TRIP_FRESH_MS = 90 * 24 * 3_600_000

export const ROUND_TRIP_OUTCOMES = ['person', 'automatic', 'nobody-reads', 'returned', 'refused', 'not-sent', 'no-answer'] as const
export const roundTripOutcome = z.enum(ROUND_TRIP_OUTCOMES)
export type RoundTripOutcome = z.infer<typeof roundTripOutcome>

/** `recipient`, `sender`: what the person was told before, so that no other mail is sent than he agreed to. */
export const askRoundTripInput = z.strictObject({
  host: z.string().min(1).max(253),
  mailbox,
  recipient: z.string().max(320),
  answerDomain: z.string().max(253),
  /** Although one went to this address within a day. */
  insist: z.boolean().default(false),
})
export type AskRoundTripInput = z.input<typeof askRoundTripInput>

/** Where the answer to a round trip comes in. The mark alone makes it hard to guess. */
export function answerAddress(mark: string, answerDomain: string): string {
  return `${mark}@${answerDomain}`
}

/** What became of an answer; null while another may still come. */
export function outcomeOf({ kind }: Pick<AutoResponse, 'kind'>): RoundTripOutcome | null {
  return kind === 'delayed' ? null : kind
}

const OF_OUTCOME: Record<RoundTripOutcome, { state: Look['state']; finding: FindingId; cure: CureId | null }> = {
  person: { state: 'pass', finding: 'round-trip-answered', cure: null },
  automatic: { state: 'pass', finding: 'round-trip-program', cure: null },
  'nobody-reads': { state: 'fail', finding: 'round-trip-nobody-reads', cure: 'let-somebody-read' },
  returned: { state: 'fail', finding: 'round-trip-returned', cure: 'let-somebody-read' },
  // A refusal may be about us or our sender; whether the recipient is refused is the look at recipients' to say.
  refused: { state: 'unknown', finding: 'round-trip-refused', cure: null },
  'not-sent': { state: 'unknown', finding: 'round-trip-not-sent', cure: null },
  'no-answer': { state: 'unknown', finding: 'round-trip-no-answer', cure: null },
}

/** A round trip that is over, as a look at the host. `words`: what the program or the server said; null where nothing was said. */
export function lookOfRoundTrip({ recipient, outcome, words, at }: { recipient: string; outcome: RoundTripOutcome; words: string | null; at: Date }): Look {
  const { state, finding, cure } = OF_OUTCOME[outcome]
  const parameters = { recipient }
  return {
    from: WORKER, at: at.toISOString(), state, parameters, findingId: finding, cureId: cure,
    evidence: [sayWith(FINDINGS[finding], parameters), ...(words === null ? [] : [words])].join('\n'),
    cure: cure === null ? null : sayWith(CURES[cure], parameters),
    line: null, message: null, source: null, rewrittenBy: null,
  }
}

/** What a server that does not take the mail means: 5xx is a refusal, all else may be otherwise the next time. */
export function isRefusedForGood(reply: string): boolean {
  return /^5\d\d\b/.test(reply)
}
