import { randomUUID } from 'node:crypto'
import type { Doing } from '../audit/doing.ts'
import type { Db } from '../db.ts'
import type { EventBody, EventOf, EventPage } from '../protocol/events.ts'
import type { QueuedMessage } from '../protocol/messages.ts'
import { PROTOCOL_VERSION } from '../protocol/version.ts'

/** People and things that the tests of the cases begin with. */

export const NOON = new Date('2026-11-24T12:00:00.000Z')
export function minutesAfterNoon(minutes: number): Date {
  return new Date(NOON.getTime() + minutes * 60_000)
}

export async function givenHost(db: Db, name: string): Promise<{ id: number; name: string }> {
  return db.host.create({ data: { name, kind: 'postfix', agentUrl: `https://127.0.0.1:1/${name}`, journal: JOURNAL }, select: { id: true, name: true } })
}

export async function givenBakery(db: Db): Promise<{ id: number }> {
  return db.customer.create({
    data: {
      number: '10417', name: 'Bäckerei Muster', language: 'de',
      domains: { create: { domain: 'baeckerei.example' } },
      contacts: { create: { name: 'Frau Muster', email: 'post@privat.example' } },
    },
    select: { id: true },
  })
}

export async function givenPerson(db: Db, name: string, roles: string[]): Promise<{ kind: 'person'; userId: number; name: string }> {
  const user = await db.user.create({ data: { email: `${name}@desk.example`, name, roles }, select: { id: true } })
  return { kind: 'person', userId: user.id, name }
}

export function workerAt(db: Db, now: Date): Doing {
  return { db, now, actor: { kind: 'worker' } }
}

const JOURNAL = randomUUID()
export function eventPage(firstSeq: number, bodies: EventBody[], at: Date = NOON, journal: string = JOURNAL): EventPage {
  const events = bodies.map((body, index) => ({ seq: firstSeq + index, at: at.toISOString(), body }))
  return { protocol: PROTOCOL_VERSION, journal, at: at.toISOString(), events }
}

export function lockMade(account: string, agentLockId: string = randomUUID(), at: Date = NOON): EventOf<'lock-made'> {
  return {
    kind: 'lock-made', agentLockId, account,
    crossing: { limit: 'unknown', value: 51, threshold: 50, windowSeconds: 600 },
    figures: { messages: 1312, recipients: 1312, temporaryFailures: 40, permanentFailures: 160, unknownRecipients: 51, networks: 1, undeliverableInQueue: 40, habitRecipients: 4 },
    excerpts: ['Nov 24 12:00:00 mx02 postfix/smtp[1]: 4XjW0q3KzLz5: to=<x@dead.example>, status=bounced (550 5.1.1 unknown)'],
    crossedAt: new Date(at.getTime() - 400).toISOString(),
    inForceAt: at.toISOString(),
    crossingQueueId: '4XjW0q3KzLz5',
    burstBeganAt: new Date(at.getTime() - 360_000).toISOString(),
  }
}

export function queuedMessage(id: string, account: string, parentId: string | null = null): QueuedMessage {
  return {
    id, account: parentId ? null : account, witnesses: parentId ? ['parent'] : ['sasl'], sender: parentId ? '' : 'forged@elsewhere.example',
    recipients: ['x@dead.example'], size: 1400, arrivedAt: NOON.toISOString(), place: 'quarantine', parentId,
  }
}

export function taken(account: string, batchId: string, messages: QueuedMessage[], complete = true): EventOf<'quarantined'> {
  return { kind: 'quarantined', batchId, account, cause: 'limit', agentLockId: null, guardedUnlockId: null, messages, complete }
}
