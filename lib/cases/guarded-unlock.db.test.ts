import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { Doing } from '../audit/doing.ts'
import type { Db } from '../db.ts'
import { parseLiveChange } from '../live/live-change.ts'
import type { EventBody } from '../protocol/events.ts'
import { DEFAULT_POLICY } from '../policies/policy.ts'
import { withTestDatabase } from '../setup/test-database.ts'
import { approveUnlock } from './approve-unlock.ts'
import { endLock } from './end-lock.ts'
import { liftLock } from './lift-lock.ts'
import { lockAgainNow } from './lock-again-now.ts'
import { startGuardedUnlock } from './start-guarded-unlock.ts'
import { storeAgentEvents } from './store-agent-events.ts'
import {
  answerAndAccept, eventPage, givenAcceptedLock, givenBakery, givenHost, givenPerson, lockMade, minutesAfterNoon, queuedMessage, taken, watchBegan, watchEnded, wishesFor, workerAt,
} from './story-for-tests.ts'

const BAKER = 'kontakt@baeckerei.example'
const LATER = minutesAfterNoon(30)

type Desk = { db: Db; url: string; mx01: number; mx02: number; mk: Doing['actor'] & { userId: number }; at: (actor: Doing['actor']) => Doing; tell: (...events: EventBody[]) => Promise<bigint> }
async function givenDesk(): Promise<Desk> {
  const { db, url } = await withTestDatabase()
  const [mx01, mx02] = [await givenHost(db, 'mx01'), await givenHost(db, 'mx02')]
  await givenBakery(db)
  const mk = await givenPerson(db, 'MK', ['support'])
  const tell = async (...events: EventBody[]) => {
    const { lastEventSeq } = await db.host.findUniqueOrThrow({ where: { id: mx02.id } })
    return storeAgentEvents(workerAt(db, LATER), mx02.id, eventPage(Number(lastEventSeq) + 1, events, LATER))
  }
  return { db, url, mx01: mx01.id, mx02: mx02.id, mk, at: (actor) => ({ db, now: LATER, actor }), tell }
}

test('a guarded unlock holds on one host while all others stay locked', async () => {
  const { db, mx02, mk, at } = await givenDesk()
  const { lockId, agentLockId } = await givenAcceptedLock(db, mx02, BAKER, mk)
  await startGuardedUnlock(at(mk), { lockId, reason: '' })

  expect(await wishesFor(db, BAKER)).toEqual({ mx01: 'locked', mx02: 'watched' })
  const wish = await db.standingOrder.findFirstOrThrow({ where: { hostId: mx02, key: BAKER } })
  expect(wish.data).toMatchObject({ watchSeconds: 600, mailsMax: 50, lifts: [agentLockId] })
})

test('a clean watch opens every host, tells the customer and ends ticket and incident', async () => {
  const { db, mx02, mk, at, tell } = await givenDesk()
  const { lockId, ticket } = await givenAcceptedLock(db, mx02, BAKER, mk)
  const { guardedUnlockId } = await startGuardedUnlock(at(mk), { lockId, reason: '' })
  await tell(watchBegan(guardedUnlockId, BAKER, LATER), watchEnded(guardedUnlockId, BAKER, 'clean'))

  expect(await wishesFor(db, BAKER)).toEqual({ mx01: 'open', mx02: 'open' })
  const { tightLimits, tightForSeconds } = DEFAULT_POLICY.guardedUnlock
  const tight = { limits: tightLimits, until: new Date(LATER.getTime() + tightForSeconds * 1000).toISOString() }
  const wishes = await db.standingOrder.findMany({ where: { kind: 'relay', key: BAKER } })
  expect(wishes.map(({ data }) => data)).toEqual([expect.objectContaining({ tight }), expect.objectContaining({ tight })])
  expect(await db.relayLock.findUniqueOrThrow({ where: { id: lockId } })).toMatchObject({ state: 'open', closedAt: LATER })
  expect(await db.ticket.findUniqueOrThrow({ where: { number: ticket } })).toMatchObject({ status: 'closed' })
  expect(await db.incident.findFirstOrThrow()).toMatchObject({ state: 'over' })
  expect(await db.notice.count({ where: { kind: 'opened' } })).toBe(1)
})

test('open pages hear how a running watch goes', async () => {
  const { db, url, mx02, mk, at, tell } = await givenDesk()
  const { lockId } = await givenAcceptedLock(db, mx02, BAKER, mk)
  const { guardedUnlockId } = await startGuardedUnlock(at(mk), { lockId, reason: '' })
  await tell(watchBegan(guardedUnlockId, BAKER, LATER))
  const heard: (string | undefined)[] = []
  const client = new pg.Client({ connectionString: url })
  onTestFinished(() => client.end())
  await client.connect()
  client.on('notification', ({ payload }) => heard.push(payload))
  await client.query('LISTEN relayward_change')

  const figures = { arrived: 5, recipients: 5, unknownRecipients: 0, perTenSeconds: [5] }
  await tell({ kind: 'watch-progress', guardedUnlockId, account: BAKER, figures, held: [] })
  await vi.waitFor(() => expect(heard.map(parseLiveChange)).toContainEqual(expect.objectContaining({ kind: 'guarded-unlock', lockId, hostId: mx02 })))
})

test('a breach locks every host again, asks question 3 once more and keeps the other answers', async () => {
  const { db, mx02, mk, at, tell } = await givenDesk()
  const { lockId } = await givenAcceptedLock(db, mx02, BAKER, mk)
  const { guardedUnlockId } = await startGuardedUnlock(at(mk), { lockId, reason: '' })
  await tell(watchBegan(guardedUnlockId, BAKER, LATER), watchEnded(guardedUnlockId, BAKER, 'breach'))

  expect(await wishesFor(db, BAKER)).toEqual({ mx01: 'locked', mx02: 'locked' })
  expect(await db.relayLock.findUniqueOrThrow({ where: { id: lockId } })).toMatchObject({ state: 'locked', relapses: 1, closedAt: null })
  expect(await db.guardedUnlock.findUniqueOrThrow({ where: { id: guardedUnlockId } })).toMatchObject({ step: 'locked-again' })
  const answers = await db.ticketAnswer.findMany({ orderBy: { question: 'asc' } })
  expect(answers.map((answer) => answer.state)).toEqual(['accepted', 'accepted', 'sent-back'])
  expect(await db.notice.findFirstOrThrow({ where: { kind: 'relapse' } })).toMatchObject({ questions: [3] })
})

test('after a relapse the customer answers question 3 anew and a second watch may open', async () => {
  const { db, mx02, mk, at, tell } = await givenDesk()
  const { lockId, ticket } = await givenAcceptedLock(db, mx02, BAKER, mk)
  const first = await startGuardedUnlock(at(mk), { lockId, reason: '' })
  await tell(watchEnded(first.guardedUnlockId, BAKER, 'breach'))
  await answerAndAccept(db, ticket, mk, LATER)
  const second = await startGuardedUnlock(at(mk), { lockId, reason: '' })
  await tell(watchEnded(second.guardedUnlockId, BAKER, 'clean'))
  expect(await db.relayLock.findUniqueOrThrow({ where: { id: lockId } })).toMatchObject({ state: 'open', relapses: 1 })
})

test('a person who locks again wins over a clean end that the host tells later', async () => {
  const { db, mx02, mk, at, tell } = await givenDesk()
  const { lockId } = await givenAcceptedLock(db, mx02, BAKER, mk)
  const { guardedUnlockId } = await startGuardedUnlock(at(mk), { lockId, reason: '' })
  await lockAgainNow(at(mk), { lockId, reason: 'looks like the old queue' })
  await tell(watchEnded(guardedUnlockId, BAKER, 'clean'))

  expect(await wishesFor(db, BAKER)).toEqual({ mx01: 'locked', mx02: 'locked' })
  expect((await db.relayLock.findUniqueOrThrow({ where: { id: lockId } })).state).toBe('answered')
  expect(await db.order.findFirstOrThrow()).toMatchObject({ hostId: mx02, verb: 'quarantine', state: 'written' })
})

test('a watch that a host broke off by itself counts as locked, and nothing is held against the customer', async () => {
  const { db, mx02, mk, at, tell } = await givenDesk()
  const { lockId } = await givenAcceptedLock(db, mx02, BAKER, mk)
  const { guardedUnlockId } = await startGuardedUnlock(at(mk), { lockId, reason: '' })
  await tell(watchEnded(guardedUnlockId, BAKER, 'cancelled'))
  expect(await wishesFor(db, BAKER)).toEqual({ mx01: 'locked', mx02: 'locked' })
  expect(await db.relayLock.findUniqueOrThrow({ where: { id: lockId } })).toMatchObject({ state: 'answered', relapses: 0 })
})

test('answers that are not accepted unlock nothing', async () => {
  const { db, mx02, mk, at, tell } = await givenDesk()
  await tell(lockMade(BAKER))
  const { id: lockId } = await db.relayLock.findFirstOrThrow()
  await expect(startGuardedUnlock(at(mk), { lockId, reason: '' })).rejects.toMatchObject({ code: 'conflict', userMessageKey: 'errors.lock.not-accepted' })
  expect(await wishesFor(db, BAKER)).toEqual({ mx01: 'locked', mx02: 'locked' })
  expect(mx02).toBeGreaterThan(0)
})

test('the unlock of a repeat offender needs the word of somebody else than who starts it', async () => {
  const { db, mx02, mk, at } = await givenDesk()
  const { lockId } = await givenAcceptedLock(db, mx02, BAKER, mk)
  await db.relayLock.update({ where: { id: lockId }, data: { needsSecondPerson: true } })
  const lead = await givenPerson(db, 'JB', ['lead'])

  await expect(startGuardedUnlock(at(mk), { lockId, reason: '' })).rejects.toMatchObject({ userMessageKey: 'errors.lock.second-person-missing' })
  await approveUnlock(at(lead), { lockId, reason: 'spoke to them' })
  await expect(startGuardedUnlock(at(lead), { lockId, reason: '' })).rejects.toMatchObject({ userMessageKey: 'errors.lock.second-person-missing' })
  await startGuardedUnlock(at(mk), { lockId, reason: '' })
  expect(await wishesFor(db, BAKER)).toMatchObject({ mx02: 'watched' })
})

test('a silent host cannot be the one that watches', async () => {
  const { db, mx02, mk, at } = await givenDesk()
  const { lockId } = await givenAcceptedLock(db, mx02, BAKER, mk)
  await db.host.update({ where: { id: mx02 }, data: { isSilent: true } })
  await expect(startGuardedUnlock(at(mk), { lockId, reason: '' })).rejects.toMatchObject({ userMessageKey: 'errors.host-silent' })
  await startGuardedUnlock(at(mk), { lockId, host: 'mx01', reason: '' })
  expect(await wishesFor(db, BAKER)).toEqual({ mx01: 'watched', mx02: 'locked' })
})

test('a false alarm opens every host and names the locks of the hosts that end with it', async () => {
  const { db, mk, at, tell } = await givenDesk()
  const agentLockId = randomUUID()
  await tell(lockMade(BAKER, agentLockId))
  const { id: lockId } = await db.relayLock.findFirstOrThrow()
  await liftLock(at(mk), { lockId, reason: 'their newsletter, announced by phone', quarantined: 'keep', limits: null })

  expect(await wishesFor(db, BAKER)).toEqual({ mx01: 'open', mx02: 'open' })
  expect((await db.standingOrder.findFirstOrThrow()).data).toEqual({ state: 'open', lifts: [agentLockId] })
  expect(await db.incident.findFirstOrThrow()).toMatchObject({ state: 'over' })
})

test('a false alarm gives quarantined mail back when it is wanted, and only then', async () => {
  const { db, mk, at, tell } = await givenDesk()
  const batch = (name: string) => taken(name, randomUUID(), [queuedMessage(`A${name.length}B2C3D4`, name), queuedMessage(`A${name.length}B2C3D5`, name)])
  await tell(lockMade(BAKER), batch(BAKER), lockMade('club@verein.example'), batch('club@verein.example'))
  for (const { id: lockId, account } of await db.relayLock.findMany({ select: { id: true, account: { select: { name: true } } } })) {
    await liftLock(at(mk), { lockId, reason: 'a newsletter', quarantined: account.name === BAKER ? 'release' : 'keep', limits: null })
  }
  const states = await db.quarantinedMessage.groupBy({ by: ['accountId', 'state'], _count: true, orderBy: { accountId: 'asc' } })
  expect(states.map(({ state, _count }) => [state, _count])).toEqual([['releasing', 2], ['quarantined', 2]])
})

test('a false alarm raises the limits of that customer on every host when it is wanted', async () => {
  const { db, mk, at, tell } = await givenDesk()
  await tell(lockMade(BAKER))
  const { id: lockId } = await db.relayLock.findFirstOrThrow()
  const limits = { ...DEFAULT_POLICY.limits, recipientsMax: 5000 }
  await liftLock(at(mk), { lockId, reason: 'a newsletter', quarantined: 'keep', limits })
  const wishes = await db.standingOrder.findMany({ where: { kind: 'limits' } })
  expect(wishes.map(({ key, data }) => [key, data])).toEqual([1, 2].map(() => ['@baeckerei.example', { limits }]))
})

test('a false alarm needs a reason', async () => {
  const { db, mk, at, tell } = await givenDesk()
  await tell(lockMade(BAKER))
  const { id: lockId } = await db.relayLock.findFirstOrThrow()
  await expect(liftLock(at(mk), { lockId, reason: '  ', quarantined: 'keep', limits: null })).rejects.toThrow()
  expect(await wishesFor(db, BAKER)).toEqual({ mx01: 'locked', mx02: 'locked' })
})

test('a customer who is given notice stays locked', async () => {
  const { db, mk, at, tell } = await givenDesk()
  await tell(lockMade(BAKER))
  const { id: lockId } = await db.relayLock.findFirstOrThrow()
  await endLock(at(mk), { lockId, reason: 'third time' })
  expect(await wishesFor(db, BAKER)).toEqual({ mx01: 'locked', mx02: 'locked' })
  expect(await db.relayLock.findUniqueOrThrow({ where: { id: lockId } })).toMatchObject({ state: 'ended' })
})

test('when a burst and an unlocking hand meet, the account ends up locked, twenty times of twenty', { timeout: 120_000 }, async () => {
  const { db, mx02, mk, at } = await givenDesk()
  for (let round = 0; round < 20; round++) {
    const account = `user${round}@baeckerei.example`
    const { lockId } = await givenAcceptedLock(db, mx02, account, mk)
    const { lastEventSeq } = await db.host.findUniqueOrThrow({ where: { id: mx02 } })
    const burst = eventPage(Number(lastEventSeq) + 1, [lockMade(account, randomUUID(), LATER)], LATER)
    await Promise.allSettled([startGuardedUnlock(at(mk), { lockId, reason: '' }), storeAgentEvents(workerAt(db, LATER), mx02, burst)])

    expect((await db.relayLock.findUniqueOrThrow({ where: { id: lockId } })).state).toBe('locked')
    expect(await wishesFor(db, account)).toEqual({ mx01: 'locked', mx02: 'locked' })
  }
})

test('a lock that a silent host tells late, from before the answers, is part of the old story', async () => {
  const { db, mx02, mk, tell } = await givenDesk()
  const { lockId } = await givenAcceptedLock(db, mx02, BAKER, mk, minutesAfterNoon(20))
  await tell(lockMade(BAKER, randomUUID(), minutesAfterNoon(1)))
  expect(await db.relayLock.findUniqueOrThrow({ where: { id: lockId } })).toMatchObject({ state: 'accepted', relapses: 0 })
})
