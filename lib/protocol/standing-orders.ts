import * as z from 'zod'
import { limits } from './limits.ts'
import { accountName, actId, count, instant } from './primitives.ts'
import { refusalRules } from './refusal-rules.ts'

const base = { version: z.number().int().min(1) }

/** The relay lock of one account: fetching goes on, sending is refused but for the door's addresses. */
const locked = z.strictObject({ state: z.literal('locked'), lockId: z.uuid() })

/**
 * A guarded unlock: sending is allowed and every accepted mail is held. The agent ends it alone: locked again at the
 * first breach, or at `until` open under `tightLimits` with the held mail released.
 */
const watched = z.strictObject({
  state: z.literal('watched'),
  lockId: z.uuid(),
  guardedUnlockId: z.uuid(),
  /** Seconds to watch, counted by the agent from the moment the watch is in force on the host. */
  watchSeconds: z.number().int().min(5).max(86_400),
  mailsMax: count,
  recipientsMax: count,
  unknownMax: count,
  tightLimits: limits,
  tightForSeconds: z.number().int().min(0),
  /** Locks that the agent made by itself and that this order takes over. */
  lifts: z.array(z.uuid()),
})

/** Limits that hold for one account until a time, in place of all others. */
const tight = z.strictObject({ limits, until: instant })
export type TightLimits = z.infer<typeof tight>

/** No lock. `lifts` names the agent's own locks this ends; an own lock that is not named stays (lock wins). */
const open = z.strictObject({ state: z.literal('open'), lifts: z.array(z.uuid()), tight: tight.optional() })

export const relayWish = z.discriminatedUnion('state', [locked, watched, open])
export type RelayWish = z.infer<typeof relayWish>
export type WatchedWish = z.infer<typeof watched>

export const standingOrder = z.discriminatedUnion('kind', [
  z.strictObject({ ...base, kind: z.literal('relay'), key: accountName, data: relayWish }),
  /** Limits of every account (`*`) or of one account or `@domain`. The most exact key wins; null falls back. */
  z.strictObject({ ...base, kind: z.literal('limits'), key: z.string().max(320), data: z.strictObject({ limits: limits.nullable() }) }),
  /** What a locked account still reaches (abuse@, postmaster@), and what it reads when refused. */
  z.strictObject({
    ...base,
    kind: z.literal('door'),
    key: z.literal('*'),
    data: z.strictObject({ addresses: z.array(z.email()).max(50), refusalText: z.string().max(200).regex(/^[\x20-\x7e]*$/) }),
  }),
  /** What replies mean that this installation has named; the agent judges by it at once, before all rules of its own. */
  z.strictObject({ ...base, kind: z.literal('refusal-rules'), key: z.literal('*'), data: refusalRules }),
])
export type StandingOrder = z.infer<typeof standingOrder>
export type StandingKind = StandingOrder['kind']

/** What the agent finds in force for one standing order. `unknown` is never painted as kept. */
export const standingState = z.strictObject({
  kind: z.enum(['relay', 'limits', 'door', 'refusal-rules']),
  key: z.string(),
  version: z.number().int(),
  found: z.enum(['locked', 'watched', 'open', 'in-force', 'unknown']),
  agentLockId: actId.nullable(),
  at: instant,
  detail: z.string().max(500).optional(),
})
export type StandingState = z.infer<typeof standingState>
