import type { LimitName, Limits, WindowFigures } from '../protocol/limits.ts'
import type { LockEvidence } from './relay-lock.ts'

const FIELD = {
  undeliverable: 'undeliverableMax', recipients: 'recipientsMax', unknown: 'unknownMax', networks: 'networksMax', messages: 'messagesMax',
} as const satisfies Record<LimitName, keyof Limits>

const FIGURE = {
  undeliverable: 'undeliverableInQueue', recipients: 'recipients', unknown: 'unknownRecipients', networks: 'networks', messages: 'messages',
} as const satisfies Record<LimitName, keyof WindowFigures>

/** Twice what the account really did: the next mailing of this size passes, one of another order does not. */
const ROOM = 2

export type RaisedLimit = { limit: LimitName; from: number | null; to: number; windowSeconds: number }

/** What to offer after a false alarm: the limit that was crossed, raised to what the account needs; null when a person locked it. */
export function suggestLimit(current: Limits, { crossing, figures }: LockEvidence): RaisedLimit | null {
  if (!crossing) return null
  const done = Math.max(crossing.value, figures?.[FIGURE[crossing.limit]] ?? 0)
  const from = current[FIELD[crossing.limit]]
  return { limit: crossing.limit, from, to: Math.max(tidy(done * ROOM), from ?? 0), windowSeconds: current.windowSeconds }
}

/** The limits in force with one of them raised. */
export function withLimit(current: Limits, limit: LimitName, to: number): Limits {
  return { ...current, [FIELD[limit]]: to }
}

/** Up to the next figure with two digits that tell: 4620 → 4700. */
function tidy(figure: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, figure))) - 1)
  return Math.ceil(figure / step) * step
}
