import * as z from 'zod'
import { crossing, windowFigures } from '../protocol/limits.ts'
import { watchFigures } from '../protocol/events.ts'
import { nameUsers } from '../blocklists/name-users.ts'

/**
 * The kinds of change row and the shape of their evidence. Timelines, notices, reports, live updates and the audit all
 * read these rows; nothing else announces anything. Evidence never holds a subject or a body.
 */
export const changeEvidence = {
  /** A relay lock moved: `from`/`to` are its states. */
  'relay-lock': z.object({
    crossing: crossing.optional(),
    figures: windowFigures.optional(),
    excerpts: z.array(z.string()).optional(),
    crossingQueueId: z.string().nullable().optional(),
    hosts: z.array(z.string()).optional(),
    note: z.string().optional(),
  }),
  /** Messages taken out of delivery, or a batch that grew. `to: quarantined`. */
  quarantine: z.object({ batchId: z.string(), messages: z.number(), ofOurBounces: z.number(), cause: z.string() }),
  /** A release or deletion was asked for, undone, or came to its end. `to`: releasing | released | undone | deleting | deleted | kept. */
  'quarantine-act': z.object({ actId: z.string(), messages: z.number(), done: z.number().optional(), failed: z.number().optional() }),
  /** Opened, closed, reopened, taken by somebody, assigned to a customer. */
  ticket: z.object({ number: z.number(), note: z.string().optional() }),
  /** An answer came in, was accepted or sent back. */
  answer: z.object({ question: z.number(), version: z.number(), source: z.string(), state: z.string(), text: z.string().optional() }),
  note: z.object({ text: z.string() }),
  /** A notice was queued, sent, failed. */
  notice: z.object({ noticeId: z.string(), kind: z.string(), questions: z.array(z.number()), recipients: z.number(), reply: z.string().optional() }),
  /** A guarded unlock moved from step to step. */
  'guarded-unlock': z.object({
    guardedUnlockId: z.string(),
    figures: watchFigures.optional(),
    terms: z.object({ watchSeconds: z.number(), mailsMax: z.number() }).optional(),
    breach: z.object({ limit: z.string(), value: z.number(), threshold: z.number() }).nullable().optional(),
    released: z.number().optional(),
    quarantined: z.number().optional(),
    left: z.number().optional(),
    excerpts: z.array(z.string()).optional(),
  }),
  /** A second person approved the unlock of a repeat offender. */
  approval: z.object({ text: z.string() }),
  /** A host fell silent or was heard again, drifted or was repaired, has trouble. */
  host: z.object({ code: z.string().optional(), text: z.string().optional(), lastReadAt: z.string().nullable().optional() }),
  drift: z.object({ key: z.string(), wanted: z.string(), found: z.string(), repaired: z.boolean() }),
  /** How a receiver stands to a host changed: `from`/`to` are its states. The attempts that prove it, and its own words. */
  receiver: z.object({
    receiver: z.string(),
    attempts: z.number(),
    deferred: z.number(),
    refused: z.number(),
    /** From when on these attempts were. */
    from: z.string(),
    firstAt: z.string().nullable(),
    refusalClass: z.string().nullable(),
    reply: z.string().nullable(),
    /** The share that is usually taken; null when too little is known. */
    usuallyTaken: z.number().nullable(),
    /** A person said so and nothing was measured: the pair's habit begins anew with these attempts, or the incident was ended. */
    byHand: z.enum(['accepted', 'ended']).optional(),
    accepted: z.object({ taken: z.number(), deferred: z.number(), refused: z.number(), unclear: z.number(), unclearRefused: z.number() }).optional(),
  }),
  /** `deliveries`: what a receiver did in all of an incident, kept when it is over. */
  incident: z.object({
    number: z.number(),
    kind: z.string(),
    deliveries: z.object({ taken: z.number(), deferred: z.number(), refused: z.number() }).optional(),
  }),
  /** An address or a domain on a list. `from`/`to`: listed | clear | unknown. */
  listing: z.object({
    target: z.string(),
    list: z.string(),
    codes: z.array(z.string()),
    meaning: z.string().nullable(),
    text: z.string().nullable(),
    reason: z.string().nullable(),
    /** Of a name: the hosts that went by it then. */
    usedBy: nameUsers.optional(),
  }),
  /** A list began or ceased to answer its own test points at a resolver. `from`/`to`: works | unknown. */
  'list-health': z.object({ list: z.string(), resolver: z.string(), reason: z.string().nullable() }),
  /** A check of a host: from outside, by a round trip, or of its configuration. `from`/`to`: pass | fail | unknown; `acknowledged` has a reason. */
  check: z.object({ source: z.enum(['probe', 'round-trip', 'configuration']), check: z.string(), place: z.string(), evidence: z.string(), cure: z.string().nullable() }),
  /** SPF, DKIM or DMARC of a sending domain. `from`/`to`: pass | fail | unknown; `gone` when it is no concern any more; `acknowledged` has a reason. */
  'domain-check': z.object({ domain: z.string(), check: z.string(), about: z.string(), evidence: z.string() }),
  /**
   * A request to a list or a receiver moved. `from`/`to` are its states; some things leave them alone. `what`: an answer, a
   * remark, another due time (in `note`), an answer overdue, words of the dossier (`note` names the field), a move taken back.
   */
  'delisting-request': z.object({
    number: z.number(),
    addressee: z.enum(['list', 'receiver']),
    addresseeId: z.string(),
    ticketNumber: z.string().optional(),
    note: z.string().optional(),
    what: z.enum(['answer', 'note', 'due', 'overdue', 'dossier', 'taken-back']).optional(),
  }),
  /** A list is asked or not, or weighs other than the catalogue says; a key was set or taken away (never the key). */
  'blocklist-setting': z.object({ list: z.string(), field: z.string() }),
  policy: z.object({ customerNumber: z.string().nullable(), fields: z.array(z.string()) }),
  /** What a refusal means was taught or taken back. `to`: taught | revoked. */
  'taught-rule': z.object({ ruleId: z.string(), class: z.string(), receiver: z.string().nullable() }),
  account: z.object({ customerNumber: z.string().nullable() }),
  /** Somebody looked at headers of mail; the customer can see that he did. */
  'headers-read': z.object({ messages: z.number(), withSubjects: z.boolean() }),
} as const

export type ChangeKind = keyof typeof changeEvidence
export type ChangeEvidence<K extends ChangeKind> = z.infer<(typeof changeEvidence)[K]>

/** Kinds a customer may read on his own account's timeline. Notes, drift and hosts are ours alone. */
export const CUSTOMER_CHANGE_KINDS = ['relay-lock', 'quarantine', 'quarantine-act', 'answer', 'notice', 'guarded-unlock', 'headers-read'] as const satisfies ChangeKind[]
