import type { QueuedMessage } from '../protocol/messages.ts'
import { maskAddress } from '../quarantine/quarantined-message.ts'
import type { GuardedUnlockStep } from './guarded-unlock.ts'

/** A mail held by a running watch as pages show it: the envelope, recipients shortened, never a subject. */
export type HeldMail = { id: string; at: string; recipient: string; recipients: number; size: number }

/** A guarded unlock as pages show it. */
export type Watch = {
  id: string
  host: string
  hostKind: string
  /** The host was not heard for a minute: its figures are old and nobody knows the present ones. */
  isHostSilent: boolean
  hostReadAt: string | null
  /** The host stops everybody's mail while it watches. */
  holdsWholeQueue: boolean
  step: GuardedUnlockStep
  startedAt: string
  startedBy: string
  endedAt: string | null
  beganAt: string | null
  until: string | null
  terms: { watchSeconds: number; mailsMax: number; recipientsMax: number; unknownMax: number; tightForSeconds: number }
  arrived: number
  recipients: number
  unknown: number
  perTenSeconds: number[]
  figuresAt: string | null
  held: HeldMail[]
  /** Mails that left the host while it was watched; anything but 0 is a fault. Null while it runs. */
  left: number | null
}

export function heldMail(message: QueuedMessage): HeldMail {
  const [first = ''] = message.recipients
  return { id: message.id, at: message.arrivedAt, recipient: maskAddress(first), recipients: message.recipients.length, size: message.size }
}

/** How long it has been watching, in whole seconds: until it ended, else until now. */
export function watchedSeconds({ beganAt, endedAt }: Pick<Watch, 'beganAt' | 'endedAt'>, now: number): number {
  if (beganAt === null) return 0
  const until = endedAt === null ? now : Date.parse(endedAt)
  return Math.max(0, Math.round((until - Date.parse(beganAt)) / 1000))
}

/** Seconds left of a running watch; null before the host said that it has begun. */
export function secondsLeft({ until }: Pick<Watch, 'until'>, now: number): number | null {
  return until === null ? null : Math.max(0, Math.ceil((Date.parse(until) - now) / 1000))
}

/**
 * The strip of arrivals over the whole watch, one bar per `watchSeconds / bars`, newest figures as far as they are
 * known: `known` says how many of the bars lie in the past.
 */
export function arrivalStrip(watch: Pick<Watch, 'perTenSeconds' | 'terms' | 'beganAt' | 'endedAt'>, bars: number, now: number): { values: number[]; known: number } {
  const perBar = Math.max(1, Math.ceil(watch.terms.watchSeconds / 10 / bars))
  const values = Array.from({ length: Math.ceil(watch.terms.watchSeconds / 10 / perBar) }, (_, bar) =>
    watch.perTenSeconds.slice(bar * perBar, (bar + 1) * perBar).reduce((sum, value) => sum + value, 0),
  )
  return { values, known: Math.min(values.length, Math.ceil(watchedSeconds(watch, now) / 10 / perBar)) }
}

export const FIGURES_OLD_AFTER_MS = 60_000

/** Whether the meters can be believed: the host is heard, and it has told figures or none were due yet. */
export function areFiguresFresh(watch: Pick<Watch, 'isHostSilent' | 'hostReadAt'>, now: number): boolean {
  return !watch.isHostSilent && watch.hostReadAt !== null && now - Date.parse(watch.hostReadAt) <= FIGURES_OLD_AFTER_MS
}
