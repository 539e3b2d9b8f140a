import * as z from 'zod'
import { guardedUnlockTerms, type GuardedUnlockTerms } from '../policies/policy.ts'
import { watchFigures } from '../protocol/events.ts'
import { queuedMessage, type QueuedMessage } from '../protocol/messages.ts'
import type { TicketSource } from './ticket-view-records.ts'

const outcome = z.object({
  outcome: z.enum(['clean', 'breach', 'cancelled']),
  breach: z.object({ limit: z.string(), value: z.number(), threshold: z.number() }).nullable(),
  released: z.number(),
  quarantined: z.number(),
  left: z.number(),
})

/** One guarded unlock as a page shows it: meters against their terms, and how it ended. */
export type WatchView = {
  id: string
  host: string
  isHostSilent: boolean
  step: string
  startedAt: Date
  startedBy: string
  terms: GuardedUnlockTerms
  watchBeganAt: Date | null
  watchUntil: Date | null
  figures: z.infer<typeof watchFigures> | null
  figuresAt: Date | null
  held: QueuedMessage[]
  outcome: z.infer<typeof outcome> | null
  endedAt: Date | null
  /** How long it watched, for "214 in 6 s". */
  seconds: number | null
}

export function watchOf(row: TicketSource['lock']['guardedUnlocks'][number]): WatchView {
  const { id, step, startedAt, watchBeganAt, watchUntil, figuresAt, endedAt } = row
  return {
    id, step, startedAt, watchBeganAt, watchUntil, figuresAt, endedAt,
    host: row.host.name,
    isHostSilent: row.host.isSilent,
    startedBy: row.startedBy.name,
    terms: guardedUnlockTerms.parse(row.terms),
    figures: watchFigures.safeParse(row.figures).data ?? null,
    held: z.array(queuedMessage).safeParse(row.held).data ?? [],
    outcome: outcome.safeParse(row.outcome).data ?? null,
    seconds: watchBeganAt && endedAt ? Math.max(1, Math.round((endedAt.getTime() - watchBeganAt.getTime()) / 1000)) : null,
  }
}
