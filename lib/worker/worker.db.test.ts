import { expect, test, vi } from 'vitest'
import type { Db } from '../db.ts'
import { startGuardedUnlock } from '../cases/start-guarded-unlock.ts'
import { lockAccount } from '../cases/lock-account.ts'
import { answerAndAccept, givenPerson } from '../cases/story-for-tests.ts'
import { DEFAULT_POLICY } from '../policies/policy.ts'
import { withTestDatabase } from '../setup/test-database.ts'
import { givenRealHost, givenWorker, type RealHost } from './rig-for-tests.ts'

const BAKER = 'kontakt@baeckerei.example'
const soon = { timeout: 20_000, interval: 50 }

function burst(host: RealHost, account: string, mails: number): void {
  for (let n = 0; n < mails; n++) {
    const id = host.memory.send({ account, recipients: [`r${n}@dead.example`] })
    if (id) host.memory.attempt(id, 'deferred')
  }
}

async function stateOf(db: Db, account: string): Promise<string | undefined> {
  return (await db.relayLock.findFirst({ where: { account: { name: account } }, orderBy: { lockedAt: 'desc' } }))?.state
}

/** A watch of five seconds, so that a test sees its end. */
async function givenShortWatch(db: Db): Promise<void> {
  const policy = { ...DEFAULT_POLICY, guardedUnlock: { ...DEFAULT_POLICY.guardedUnlock, watchSeconds: 5 } }
  await db.policy.create({ data: { data: policy, updatedAt: new Date() } })
}

test('a burst on one host locks the account on the other within five seconds, and its mail is known to lie in quarantine', async () => {
  const { db, url } = await withTestDatabase()
  const [one, two] = [await givenRealHost(db, 'mx01.provider.example'), await givenRealHost(db, 'mx02.provider.example')]
  givenWorker(url, 'w1')
  await vi.waitFor(async () => expect(await db.standingOrder.count({ where: { kind: 'limits', found: 'in-force' } })).toBe(2), soon)

  burst(one, BAKER, 150)
  const began = performance.now()
  await vi.waitFor(async () => expect(await two.memory.host.relay(BAKER)).toBe('locked'), soon)
  expect(performance.now() - began).toBeLessThan(5000)
  await vi.waitFor(async () => expect(await db.quarantinedMessage.count({ where: { state: 'quarantined' } })).toBeGreaterThanOrEqual(100), soon)
  await vi.waitFor(async () => expect(await db.standingOrder.count({ where: { key: BAKER, found: 'locked' } })).toBe(2), soon)
})

test('a person locks: the host locks, empties its queue of that account and says so', async () => {
  const { db, url } = await withTestDatabase()
  const host = await givenRealHost(db, 'mx01.provider.example')
  givenWorker(url, 'w1')
  host.memory.send({ account: BAKER, recipients: ['a@elsewhere.example'] })
  host.memory.send({ account: 'club@verein.example', recipients: ['b@elsewhere.example'] })
  const mk = await givenPerson(db, 'MK', ['support'])
  await lockAccount({ db, now: new Date(), actor: mk }, { account: BAKER, reason: 'called us' })

  await vi.waitFor(async () => expect(await host.memory.host.relay(BAKER)).toBe('locked'), soon)
  await vi.waitFor(async () => expect(await db.order.findFirstOrThrow()).toMatchObject({ verb: 'quarantine', state: 'done' }), soon)
  await vi.waitFor(async () => expect(await db.quarantinedMessage.count()).toBe(1), soon)
  expect(await host.memory.host.relay('club@verein.example')).toBe('open')
})

test('a guarded unlock goes on while every worker is away and a new one learns how it ended', async () => {
  const { db, url } = await withTestDatabase()
  await givenShortWatch(db)
  const host = await givenRealHost(db, 'mx01.provider.example')
  const first = givenWorker(url, 'w1')
  const mk = await givenPerson(db, 'MK', ['support'])
  const { lockId } = await lockAccount({ db, now: new Date(), actor: mk }, { account: BAKER, reason: 'called us' })
  const { number } = await db.ticket.findFirstOrThrow()
  await answerAndAccept(db, number, mk, new Date())
  await startGuardedUnlock({ db, now: new Date(), actor: mk }, { lockId, reason: '' })
  await vi.waitFor(async () => expect((await db.guardedUnlock.findFirstOrThrow()).step).toBe('watching'), soon)
  await first.stop()

  await vi.waitFor(async () => expect(await host.memory.host.relay(BAKER)).toBe('open'), soon)
  expect(await stateOf(db, BAKER)).toBe('guarded-unlock')
  givenWorker(url, 'w2')
  await vi.waitFor(async () => expect(await stateOf(db, BAKER)).toBe('open'), soon)
  expect(await host.memory.host.relay(BAKER)).toBe('open')
})

test('spam during the watch locks again by itself and the desk learns it', async () => {
  const { db, url } = await withTestDatabase()
  const host = await givenRealHost(db, 'mx01.provider.example')
  givenWorker(url, 'w1')
  const mk = await givenPerson(db, 'MK', ['support'])
  const { lockId } = await lockAccount({ db, now: new Date(), actor: mk }, { account: BAKER, reason: 'called us' })
  const { number } = await db.ticket.findFirstOrThrow()
  await answerAndAccept(db, number, mk, new Date())
  await startGuardedUnlock({ db, now: new Date(), actor: mk }, { lockId, reason: '' })
  await vi.waitFor(async () => expect(await host.memory.host.relay(BAKER)).toBe('watched'), soon)

  burst(host, BAKER, 80)
  await vi.waitFor(async () => expect(await stateOf(db, BAKER)).toBe('locked'), soon)
  await vi.waitFor(async () => expect(await db.relayLock.findFirstOrThrow()).toMatchObject({ relapses: 1 }), soon)
  expect(await host.memory.host.relay(BAKER)).toBe('locked')
  expect(await db.guardedUnlock.findFirstOrThrow()).toMatchObject({ step: 'locked-again', outcome: { outcome: 'breach', left: 0 } })
})
