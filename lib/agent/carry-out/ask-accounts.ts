import type { HostKind } from '../../protocol/readings.ts'
import type { QueuedMessage } from '../../protocol/messages.ts'
import type { LogEvent } from '../host/mail-host.ts'
import type { Core } from './core.ts'

/** Whose log names the account by itself. qmail's does not: there the queue is asked for its witnesses. */
const LOG_NAMES_ACCOUNT: Record<HostKind, boolean> = { postfix: true, exim: true, qmail: false }

/**
 * Fills in accounts that the log alone does not tell. A header alone is no proof (a stranger can forge it), so a
 * message known by nothing better stays without an account and counts against nobody.
 */
export async function askAccounts(core: Core, events: LogEvent[]): Promise<LogEvent[]> {
  if (LOG_NAMES_ACCOUNT[core.host.kind]) return events
  const ids = events.flatMap((event) => (event.kind === 'accepted' && event.account === null ? [event.id] : []))
  if (ids.length === 0) return events

  const found = new Map((await core.host.find({ ids })).map((message) => [message.id, message]))
  return events.map((event) => {
    if (event.kind !== 'accepted' || event.account !== null) return event
    return { ...event, account: provenAccount(found.get(event.id)) }
  })
}

function provenAccount(message: QueuedMessage | undefined): string | null {
  if (!message || message.parentId !== null) return null
  const isProven = message.witnesses.some((witness) => witness !== 'header' && witness !== 'parent')
  return isProven ? message.account : null
}
