import type { TraceFate, TracedMessage, TraceStep } from '../protocol/trace.ts'
import { annotateMessage } from './annotate-message.ts'
import type { FoundMessage } from './found-line.ts'
import { leastDone } from './join-messages.ts'

/** A time of the day of these tests: `at('14:05')`. */
export function at(clock: string): string {
  return `2026-11-24T${clock.length === 5 ? `${clock}:00` : clock}.000Z`
}

export function step(clock: string, what: TraceStep['what'], rest: Partial<TraceStep> = {}): TraceStep {
  return { at: at(clock), what, queueId: '4XjW0q3KzLz5', toQueueId: null, recipient: null, reply: null, host: null, ...rest }
}

type Given = Partial<Omit<TracedMessage, 'recipients'>> & { to?: Record<string, TraceFate> }

/** A message as an agent tells it, of one recipient unless `to` names others. */
export function traced({ to = { 'anna@gmx.de': 'delivered' }, ...rest }: Given = {}): TracedMessage {
  const recipients = Object.entries(to).map(([address, fate]) => ({ address, fate }))
  return {
    messageId: 'm1@kanzlei.example', queueIds: ['4XjW0q3KzLz5'], account: 'buero@kanzlei.example', sender: 'buero@kanzlei.example', recipients, size: 1400,
    steps: [step('14:05', 'accepted')], fate: leastDone(recipients.map(({ fate }) => fate)), nextTryAt: null, ...rest,
  }
}

/** The same as the desk has it, from one host. */
export function found(host: string, given: Given = {}): FoundMessage {
  return annotateMessage(traced(given), host, null)
}
