import * as z from 'zod'
import type { TicketAct } from '../tickets/ticket-act.ts'

/** What may need a hand, worst first: what harms now, then what a customer waits for, then what only waits. */
export const NOW_KINDS = [
  'relapse', 'relay-abuse', 'receiver-refuses', 'listed', 'failing-check', 'own-domain', 'notice-failed', 'host-trouble', 'receiver-defers', 'customer-domains', 'second-person', 'answers-in', 'unlock-due', 'limit-reached', 'silent-host', 'unanswered', 'request-over', 'request-due', 'mail-expiring',
] as const
export type NowKind = (typeof NOW_KINDS)[number]

/** The shape beside the word, see the look: red harms now, amber waits, violet is held, hatched is unknown. */
export const NOW_SHAPES: Record<NowKind, 'bad' | 'wait' | 'hold' | 'unk'> = {
  relapse: 'bad',
  'relay-abuse': 'bad',
  'receiver-refuses': 'bad',
  listed: 'bad',
  'failing-check': 'bad',
  'own-domain': 'bad',
  'customer-domains': 'wait',
  'receiver-defers': 'wait',
  'notice-failed': 'bad',
  'host-trouble': 'bad',
  'second-person': 'wait',
  'answers-in': 'wait',
  'unlock-due': 'wait',
  'limit-reached': 'hold',
  'silent-host': 'unk',
  unanswered: 'wait',
  'request-over': 'wait',
  'request-due': 'wait',
  'mail-expiring': 'wait',
}

export type NowRow = {
  /** Names the row and the state it is in: a row put off comes back at once when it changes. */
  rowKey: string
  kind: NowKind
  shape: 'bad' | 'wait' | 'hold' | 'unk'
  who: string
  /** Figures and words for the second line; the page has the sentence per kind. */
  what: { ticketNumber?: number; messages?: number; recipients?: number; unknown?: number; answered?: number; quarantined?: number; refusing?: number; deferring?: number; hosts?: number; requestNumber?: number; others?: number; check?: string; text?: string; at?: Date }
  since: Date
  next: TicketAct['act'] | 'review-lift' | 'retry-notice' | 'open-host' | 'open-quarantine' | 'open-incident' | 'close-request' | 'chase-request' | 'cure-check' | 'cure-listing' | 'cure-domain' | 'tell-customers'
  href: string
}

/** One list, ordered by harm, then by age. */
export function orderRows(rows: NowRow[]): NowRow[] {
  return [...rows].sort((a, b) => NOW_KINDS.indexOf(a.kind) - NOW_KINDS.indexOf(b.kind) || a.since.getTime() - b.since.getTime())
}

/** The same state of the same thing gives the same key. */
export function rowKeyOf(kind: NowKind, id: string | number, since: Date): string {
  return `${kind}:${id}:${since.getTime()}`
}

export const snoozeInput = z.strictObject({ rowKey: z.string().min(1).max(200), minutes: z.number().int().min(5).max(7 * 1440) })
export type SnoozeInput = z.infer<typeof snoozeInput>

export const unsnoozeInput = snoozeInput.pick({ rowKey: true })
export type UnsnoozeInput = z.infer<typeof unsnoozeInput>

/** Words for the next right step: mostly the act's own, but a relapse and a silence want a person to talk. */
export type NextWord = NowRow['next'] | 'explain-queue' | 'call-customer' | 'read-cure'
export function nextWordOf({ kind, next }: Pick<NowRow, 'kind' | 'next'>): NextWord {
  if (kind === 'relapse') return 'explain-queue'
  if (kind === 'failing-check' && next === 'open-incident') return 'read-cure'
  return kind === 'unanswered' ? 'call-customer' : next
}
