import type { TraceLine, TraceQuery } from '../../protocol/trace.ts'
import { fitsQuery } from '../trace/fits-query.ts'
import { hideForwards } from '../trace/hide-forwards.ts'
import type { Beside, QueuePlace } from '../trace/message-fates.ts'
import { joinSegments, splitById } from '../trace/split-messages.ts'
import { tellMessage } from '../trace/tell-message.ts'
import type { TraceFact } from '../trace/trace-fact.ts'
import type { LogEvent, TraceOptions } from './mail-host.ts'
import type { MemoryState } from './memory-store.ts'

/** Answers where a mail is out of what the host in memory has logged and still has. */
export async function* traceMemory(state: MemoryState, query: TraceQuery, { ourActs, signal }: TraceOptions): AsyncGenerator<TraceLine> {
  const beside: Beside = { ourActs, places: new Map(state.messages.filter((message) => !message.isGone).map((message) => [message.id, placeOf(message)])) }
  const found = joinSegments(splitById(state.lines.flatMap(factsOf))).filter((joined) => fitsQuery(tellMessage(joined, beside), joined, query))
  const newest = found.sort((a, b) => b.root.startsAt - a.root.startsAt)
  for (const joined of newest.slice(0, query.messagesMax)) {
    signal.throwIfAborted()
    yield { kind: 'message', message: tellMessage(query.accounts ? hideForwards(joined) : joined, beside) }
  }
  const logsSince = state.lines[0]?.at.toISOString() ?? null
  yield { kind: 'end', logsSince, bytesRead: 0, unreadFiles: [], isCut: newest.length > query.messagesMax }
}

function placeOf({ place, account, sender, recipients, size, arrivedAt }: MemoryState['messages'][number]): QueuePlace {
  const where = place === 'hold' || place === 'quarantine' ? place : 'queued'
  return { place: where, account, sender, recipients, size, arrivedAt: Date.parse(arrivedAt), messageId: null, nextTryAt: null }
}

function factsOf(event: LogEvent): TraceFact[] {
  const at = event.at.getTime()
  switch (event.kind) {
    case 'accepted':
      return [{ id: event.id, at, kind: 'accepted', account: event.account, sender: null, host: event.clientIp, messageId: null, parentId: null, isLocal: false }]
    case 'sized':
      return [{ id: event.id, at, kind: 'queued', sender: event.sender, size: event.size, recipients: event.recipients }]
    case 'attempt':
      return [{ id: event.id, at, kind: 'attempt', recipient: event.recipient, alias: null, outcome: event.outcome, reply: event.reply, host: event.relay, goesOn: null, nextTryAt: null }]
    case 'bounce-made':
      return [{ id: event.parentId, at, kind: 'bounce-made', bounceId: event.id, about: 'failure' }, { id: event.id, at, kind: 'queued', sender: '', size: 0, recipients: 1 }]
    case 'removed':
      return [{ id: event.id, at, kind: 'removed' }]
    case 'put-off':
    case 'refused':
    case 'unread':
      return []
  }
}
