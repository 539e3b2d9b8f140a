import type { Crossing, Limits } from '../../protocol/limits.ts'
import type { OwnLock } from '../journal/journal-locks.ts'
import { chooseLimits } from '../limits/choose-limits.ts'
import { habitRecipients } from '../limits/count-hours.ts'
import { burstBegan, slideWindow } from '../limits/count-window.ts'
import { crossedLimit, type CountedFigures } from '../limits/crossed-limit.ts'
import { listExcerpts } from '../limits/keep-excerpts.ts'
import type { AccountState, Core } from './core.ts'

/**
 * The lock that the account's figures call for after the line of `at`, or null. The account counts as locked in memory
 * from here on; `takeBatch` writes the lock down and puts it in force.
 */
export function judgeAccount(core: Core, state: AccountState, at: Date, queueId: string | null): OwnLock | null {
  const crossed = crossingOf(core, state, at)
  if (!crossed) return null
  const { crossing, counted } = crossed

  state.relay = 'locked'
  state.isSwept = true
  const { attempts: _, ...figures } = counted
  return {
    id: core.newId(),
    account: state.name,
    cause: 'limit',
    evidence: {
      crossing,
      figures,
      excerpts: listExcerpts(state.excerpts),
      crossedAt: at.toISOString(),
      crossingQueueId: queueId,
      burstBeganAt: new Date(burstBegan(state.window) ?? at).toISOString(),
    },
    batchId: core.newId(),
    guardedUnlockId: null,
    madeAt: core.now().toISOString(),
    inForceAt: null,
  }
}

/** Which limit the account's figures have crossed at `at`, with those figures; null while none is. */
export function crossingOf(core: Core, state: AccountState, at: Date): { crossing: Crossing; counted: CountedFigures } | null {
  const limits = limitsOf(core, state)
  if (!limits) return null
  slideWindow(state.window, at.getTime(), limits.windowSeconds)
  const counted = figuresOf(state, at, limits)
  const crossing = crossedLimit(limits, counted)
  return crossing && { crossing, counted }
}

function limitsOf(core: Core, state: AccountState): Limits | null {
  if (state.tight) {
    if (core.now().getTime() < state.tight.until) return state.tight.limits
    state.tight = null
  }
  if (state.chosen?.from !== core.limits) state.chosen = { from: core.limits, limits: chooseLimits(state.name, core.limits) }
  return state.chosen.limits
}

function figuresOf(state: AccountState, at: Date, limits: Limits): CountedFigures {
  const { total } = state.window
  return {
    messages: total.messages,
    recipients: total.recipients,
    temporaryFailures: total.temporaryFailures,
    permanentFailures: total.permanentFailures,
    unknownRecipients: total.unknownRecipients,
    networks: state.window.networks.size,
    undeliverableInQueue: state.undeliverable.size,
    habitRecipients: habitRecipients(state.habit, at, limits.windowSeconds),
    attempts: total.attempts,
  }
}
