import { randomUUID } from 'node:crypto'
import type { Doing } from '../audit/doing.ts'
import type { Db } from '../db.ts'
import type { EventBody, EventOf, EventPage } from '../protocol/events.ts'
import type { QueuedMessage } from '../protocol/messages.ts'
import { relayWish } from '../protocol/standing-orders.ts'
import { PROTOCOL_VERSION } from '../protocol/version.ts'
import { questionNumber, standingAnswers, type QuestionNumber } from '../tickets/ticket.ts'
import { acceptAnswers } from './accept-answers.ts'
import { answerQuestions } from './answer-questions.ts'
import { storeAgentEvents } from './store-agent-events.ts'

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

/** A lock that a host made, whose three answers the customer gave and a person accepted. */
export async function givenAcceptedLock(db: Db, hostId: number, account: string, person: Doing['actor'], at: Date = NOON): Promise<{ lockId: string; ticket: number; agentLockId: string }> {
  const agentLockId = randomUUID()
  const host = await db.host.findUniqueOrThrow({ where: { id: hostId } })
  await storeAgentEvents(workerAt(db, at), hostId, eventPage(Number(host.lastEventSeq) + 1, [lockMade(account, agentLockId, at)], at))
  const lock = await db.relayLock.findFirstOrThrow({ where: { account: { name: account }, state: 'locked' }, include: { ticket: true } })
  const ticket = lock.ticket?.number ?? 0
  await answerAndAccept(db, ticket, person, at)
  return { lockId: lock.id, ticket, agentLockId }
}

export async function answerAndAccept(db: Db, ticket: number, person: Doing['actor'], at: Date): Promise<void> {
  const doing = { db, now: at, actor: person }
  const words = ['A password was guessed.', 'It has 20 characters now and is used nowhere else.', 'Yes, mailq says that the queue is empty.']
  await answerQuestions(doing, {
    number: ticket, source: 'phone',
    answers: words.map((text, index) => ({ question: questionNumber.parse(index + 1), text: `${text} (${at.toISOString()})`, confirms: index === 2 ? true : null })),
  })
  const answers = standingAnswers(await db.ticketAnswer.findMany({ where: { ticket: { number: ticket } } }))
  const versionOf = (question: QuestionNumber) => answers[question]?.version ?? 0
  await acceptAnswers(doing, { number: ticket, versions: { 1: versionOf(1), 2: versionOf(2), 3: versionOf(3) }, remark: '' })
}

/** How the host says a watch ended. */
export function watchEnded(guardedUnlockId: string, account: string, outcome: 'clean' | 'breach' | 'cancelled'): EventOf<'watch-ended'> {
  const isBreach = outcome === 'breach'
  return {
    kind: 'watch-ended', guardedUnlockId, account, outcome,
    breach: isBreach ? { limit: 'mails', value: 51, threshold: 50 } : null,
    figures: { arrived: isBreach ? 214 : 7, recipients: isBreach ? 214 : 6, unknownRecipients: 0, perTenSeconds: [isBreach ? 214 : 7] },
    excerpts: [], agentLockId: isBreach ? randomUUID() : null,
    released: isBreach ? 0 : 7, quarantined: isBreach ? 214 : 0, left: 0,
  }
}

export function watchBegan(guardedUnlockId: string, account: string, at: Date): EventOf<'watch-began'> {
  return { kind: 'watch-began', guardedUnlockId, account, until: new Date(at.getTime() + 600_000).toISOString() }
}

/** What every host is told about this account, one word per host. */
export async function wishesFor(db: Db, account: string): Promise<Record<string, unknown>> {
  const rows = await db.standingOrder.findMany({ where: { kind: 'relay', key: account }, select: { data: true, host: { select: { name: true } } } })
  return Object.fromEntries(rows.map((row) => [row.host.name, relayWish.parse(row.data).state]))
}
