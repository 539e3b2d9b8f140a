import type { By, Doing } from '../audit/doing.ts'
import type { Tx } from '../db.ts'
import { holdHost, type HeldHost } from '../hosts/host-records.ts'
import type { AgentEvent, EventPage } from '../protocol/events.ts'
import { isPassing, transact } from '../transact.ts'
import { judgeReceivers } from './judge-receivers.ts'
import { markHeard } from './mark-heard.ts'
import { recordEvent } from './record-event.ts'
import { setAsideEvent } from './set-aside-event.ts'

/**
 * The one way in for what agents tell. A page is stored together with the mark up to which the host is stored, so that
 * an event told twice counts once and none is lost. A journal begun anew counts from its first event again.
 *
 * One event that cannot be stored does not hold up the host: the page is then stored event by event, and the one is
 * set aside where the host's page shows it. Errors that pass by themselves (a deadlock, no database) are thrown:
 * the page is asked for again.
 *
 * @returns the number of the last event that is stored now
 */
export async function storeAgentEvents(doing: Doing, hostId: number, page: EventPage): Promise<bigint> {
  try {
    return await storePage(doing, hostId, page, { apply: applyEvent, judge })
  } catch (error) {
    if (isPassing(error)) throw error
    return storePage(doing, hostId, page, { apply: applyEventOrSetAside, judge: judgeOrSetAside })
  }
}

type Steps = {
  apply: (tx: Tx, doing: Doing, host: HeldHost, event: AgentEvent) => Promise<void>
  /** What follows from all that a page tells. */
  judge: (tx: Tx, doing: Doing, host: HeldHost, events: AgentEvent[]) => Promise<void>
}

async function storePage(doing: Doing, hostId: number, page: EventPage, { apply, judge: judgeAll }: Steps): Promise<bigint> {
  return transact(doing.db, async (tx) => {
    const host = await holdHost(tx, hostId)
    const isSameJournal = host.journal === page.journal
    let last = isSameJournal ? host.lastEventSeq : 0n
    const stored: AgentEvent[] = []
    for (const event of page.events) {
      if (BigInt(event.seq) <= last) continue
      await apply(tx, doing, host, event)
      stored.push(event)
      last = BigInt(event.seq)
    }
    await judgeAll(tx, doing, host, stored)
    await markHeard(tx, doing.now, host, { journal: page.journal, lastEventSeq: last })
    return last
  })
}

async function applyEvent(tx: Tx, doing: Doing, host: HeldHost, event: AgentEvent): Promise<void> {
  await recordEvent(tx, byAgent(doing, host, event), host, event.body)
}

async function judge(tx: Tx, doing: Doing, host: HeldHost, events: AgentEvent[]): Promise<void> {
  await judgeReceivers(tx, doing, host, events.flatMap(({ body }) => (body.kind === 'deliveries' ? [body] : [])))
}

/** What cannot be judged does not hold up the host either: it shows beside the last event that told of deliveries. */
async function judgeOrSetAside(tx: Tx, doing: Doing, host: HeldHost, events: AgentEvent[]): Promise<void> {
  const last = events.findLast(({ body }) => body.kind === 'deliveries')
  if (!last) return
  await tx.$executeRaw`SAVEPOINT judging`
  try {
    await judge(tx, doing, host, events)
  } catch (error) {
    if (isPassing(error)) throw error
    await tx.$executeRaw`ROLLBACK TO SAVEPOINT judging`
    await setAsideEvent(tx, byAgent(doing, host, last), host, last, error)
  }
}

async function applyEventOrSetAside(tx: Tx, doing: Doing, host: HeldHost, event: AgentEvent): Promise<void> {
  await tx.$executeRaw`SAVEPOINT one_event`
  try {
    await applyEvent(tx, doing, host, event)
  } catch (error) {
    if (isPassing(error)) throw error
    await tx.$executeRaw`ROLLBACK TO SAVEPOINT one_event`
    await setAsideEvent(tx, byAgent(doing, host, event), host, event, error)
  }
}

/** What an agent tells happened when it says, but not in our future: a host's clock may be wrong. */
function byAgent({ now }: Doing, host: HeldHost, event: AgentEvent): By {
  const at = new Date(Math.min(now.getTime(), Date.parse(event.at)))
  return { now: at, actor: { kind: 'agent', hostId: host.id, hostName: host.name } }
}
