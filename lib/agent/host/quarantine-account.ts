import type { MoveResult, QueuedMessage } from '../../protocol/messages.ts'
import type { Act, MailHost } from './mail-host.ts'

const PASSES_MAX = 20

/**
 * Puts all mail of an account into quarantine, and looks again until none of it is found anywhere else: mail that was
 * just arriving, or just moving between queues, is missed by one look. The account should be locked already. What
 * others hold, and what fails twice, is left and told.
 */
export async function quarantineAccount(host: MailHost, act: Act, account: string): Promise<MoveResult> {
  const sum: MoveResult = { moved: [], already: [], failed: [] }
  const settled = new Set<string>()
  for (let pass = 0; pass < PASSES_MAX; pass++) {
    const found = (await host.find({ account })).filter(({ id }) => !settled.has(id))
    const outside = found.filter((message) => needsMove(message, pass))
    if (outside.length === 0) return sum

    const result = await host.quarantine(act, outside)
    sum.moved.push(...result.moved)
    sum.already.push(...result.already)
    for (const failure of result.failed) if (!isPassing(failure.reason)) sum.failed.push(failure)
    for (const id of [...result.moved, ...result.already, ...sum.failed.map((failure) => failure.id)]) settled.add(id)
  }
  const left = (await host.find({ account })).filter((message) => !settled.has(message.id) && message.place !== 'quarantine')
  sum.failed.push(...left.map(({ id }) => ({ id, reason: 'io-error' as const, detail: `still outside after ${PASSES_MAX} passes` })))
  return sum
}

/** What is in quarantine is handed over once, so that the answer names it as there already. */
function needsMove({ place }: QueuedMessage, pass: number): boolean {
  return pass === 0 || place !== 'quarantine'
}

/** Delivered, gone or changed since we looked: the next look tells whether there is anything left to do. */
function isPassing(reason: MoveResult['failed'][number]['reason']): boolean {
  return reason === 'not-found' || reason === 'delivered-meanwhile' || reason === 'changed'
}
