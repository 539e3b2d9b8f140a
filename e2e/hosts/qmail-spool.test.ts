import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Act, LogEvent } from '../../lib/agent/host/mail-host.ts'
import { isFileLocked } from '../../lib/agent/host/qmail/is-file-locked.ts'
import { ALICE, BOB, snapshotQueue, startQmailLab, type QmailLab } from '../lab/qmail-lab.ts'
import { waitUntil } from '../../lib/demo/wait-until.ts'

let lab: QmailLab

beforeEach(async () => {
  lab = await startQmailLab()
})
afterEach(() => lab.end())

const act = (): Act => ({ id: randomUUID(), note: () => {} })
const queueSettles = (expected: number) =>
  waitUntil(`${expected} messages put off`, async () => {
    const { total, deferred } = await lab.host.queue()
    return total === expected && deferred === expected
  })
/** Seven of ten spam mails carry somebody else's address; some come through spamdyke's own AUTH. */
const burst = (count: number) =>
  Array.from({ length: count }, (_, n) =>
    lab.send({ sender: n % 10 < 7 ? `promo${n}@shop.example` : ALICE, recipients: [`victim${n}@dead.example`], isSpamdykeAuth: n % 20 === 0 }),
  )
/** qmail-send writes its next try into the times of local/ and remote/ whenever it stops. */
const withoutSchedule = (files: Map<string, string>) =>
  new Map([...files].map(([path, facts]) => [path, /queue\/(remote|local)/.test(path) ? facts.replace(/ \d+/, '') : facts]))
const queueIsUp = () => isFileLocked(join(lab.sim.root, 'queue', 'lock', 'sendmutex'))

test('quarantine takes all mail of an account, whatever senders it forged, and nothing of anybody else', async () => {
  const spam = burst(200)
  const fair = Array.from({ length: 30 }, (_, n) => lab.send({ account: BOB, clientIp: '127.0.0.44', sender: ALICE, recipients: [`friend${n}@dead.example`] }))
  await queueSettles(230)
  const before = withoutSchedule(snapshotQueue(lab.sim.root, fair))

  const found = await lab.host.find({ account: ALICE })
  expect(new Set(found.map(({ id }) => id))).toEqual(new Set(spam))
  const result = await lab.host.quarantine(act(), found)

  expect(new Set(result.moved)).toEqual(new Set(spam))
  expect(withoutSchedule(snapshotQueue(lab.sim.root))).toEqual(before)
  expect((await lab.host.find({ account: ALICE })).every(({ place }) => place === 'quarantine')).toBe(true)
  expect(await lab.host.queue()).toMatchObject({ total: 230, deferred: 30, quarantined: 200 })
  expect(queueIsUp()).toBe(true)
})

test('released mail is the same to the byte, inode, owner, mode and nanosecond, and is tried again', async () => {
  burst(50)
  await queueSettles(50)
  // The times on disk are those of a qmail-send that was stopped: it writes them when it exits.
  await lab.options.service.stop()
  const before = snapshotQueue(lab.sim.root)
  await lab.options.service.start()
  await queueSettles(50)

  const found = await lab.host.find({ account: ALICE })
  await lab.options.service.stop()
  await lab.host.quarantine(act(), found)
  expect(snapshotQueue(lab.sim.root).size).toBe(0)
  const result = await lab.host.release(act(), found)
  expect(result.moved).toHaveLength(50)
  expect(snapshotQueue(lab.sim.root)).toEqual(before)

  lab.attempted.length = 0
  await lab.options.service.start()
  await lab.host.retry(found)
  await waitUntil('all 50 tried again', () => lab.attempted.length >= 50)
})

test('an admin who stopped qmail-send himself finds it stopped after our acts', async () => {
  burst(3)
  await queueSettles(3)
  await lab.options.service.stop()
  await lab.host.quarantine(act(), await lab.host.find('all'))
  expect(queueIsUp()).toBe(false)
})

test("a stranger who writes a customer's name into our Received line does not make it his mail", async () => {
  const stranger = { account: null, claimed: ALICE, sender: 'x@y.example', clientIp: '203.0.113.9' }
  await lab.options.service.stop()
  const id = lab.send({ ...stranger, recipients: ['joe@acct.example'] })
  const own = lab.send({ recipients: ['joe@acct.example'] })

  expect((await lab.host.find({ account: ALICE })).map((message) => message.id)).toEqual([own])
  expect(await lab.host.find({ ids: [id] })).toMatchObject([{ account: null, sender: 'x@y.example' }])
})

test('our own bounces for his mail go into quarantine with it and reach no forged sender', async () => {
  lab.send({ sender: 'innocent@dead.example', recipients: ['gone@hard.example'] })
  const bounce = await waitUntil('the bounce', async () => (await lab.host.find('all')).find(({ sender }) => sender === ''))

  expect(bounce).toMatchObject({ account: ALICE, witnesses: ['parent'], recipients: ['innocent@dead.example'] })
  expect(bounce.parentId).toMatch(/^\d+$/)
  expect((await lab.host.quarantine(act(), [bounce])).moved).toEqual([bounce.id])
  // A bounce carries the original below its own header: that is body, and not ours to read.
  expect((await lab.host.readHeaders([bounce.id], ['message-id', 'from'])).get(bounce.id)).toEqual({ from: 'MAILER-DAEMON@mx.acct.example' })
})

test('deleted mail is gone without a bounce', async () => {
  burst(5)
  await queueSettles(5)
  const found = await lab.host.find({ account: ALICE })
  expect((await lab.host.delete(act(), found)).failed.map(({ reason }) => reason)).toEqual(Array(5).fill('not-ours'))

  await lab.host.quarantine(act(), found)
  expect((await lab.host.delete(act(), found)).moved).toHaveLength(5)
  expect(await lab.host.find('all')).toEqual([])
  expect(lab.attempted.every((recipient) => recipient.endsWith('@dead.example'))).toBe(true)
})

test('a message that is no longer the one that was meant is left alone', async () => {
  burst(3)
  await queueSettles(3)
  const [first, second, third] = await lab.host.find({ account: ALICE })
  if (!first || !second || !third) throw new Error('three messages expected')
  const refs = [{ ...first, size: first.size + 1 }, { ...second, sender: 'other@x.example' }, { ...third, arrivedAt: '2020-01-01T00:00:00.000Z' }, { ...first, id: '1' }]
  const { moved, failed } = await lab.host.quarantine(act(), refs.slice(1).concat({ ...refs[0]! }))

  expect(moved).toEqual([])
  expect(failed.map(({ reason }) => reason).sort()).toEqual(['changed', 'changed', 'changed', 'not-found'])
})

test('a delivery that does not end keeps the queue going and moves nothing, and the error says so', async () => {
  const host = await lab.reopen()
  lab.send({ recipients: ['x@slow.example'] })
  await waitUntil('the slow delivery', () => lab.attempted.includes('x@slow.example'))
  const found = await host.find({ account: ALICE })
  await expect(host.quarantine(act(), found)).rejects.toThrow(/still delivers 1.5 s after svc -d/)

  lab.letSlowGo()
  lab.send({ account: BOB, recipients: ['y@fine.example'] })
  await waitUntil('mail of others', () => lab.delivered.some(({ recipient }) => recipient === 'y@fine.example'))
})

test('a lock refuses the next login, and mail of the others flows on', async () => {
  await lab.host.setRelay(ALICE, 'locked')
  expect(await lab.host.relay(ALICE)).toBe('locked')
  expect(await lab.host.restrictedAccounts()).toEqual(new Map([[ALICE, 'locked']]))
  expect(() => lab.send({ recipients: ['x@fine.example'] })).toThrow('535')

  lab.send({ account: BOB, sender: BOB, recipients: ['y@fine.example'] })
  await waitUntil('mail of bob', () => lab.delivered.length === 1)
  await lab.host.setRelay(ALICE, 'open')
  lab.send({ recipients: ['x@fine.example'] })
  await waitUntil('mail of alice', () => lab.delivered.length === 2)
  expect(await lab.host.restrictedAccounts()).toEqual(new Map())
})

test('a watch lets him send, delivers nothing, and tells what came although qmail-send is down', async () => {
  const told: LogEvent[] = []
  const ending = new AbortController()
  const following = lab.host.follow(null, async ({ events }) => void told.push(...events), ending.signal)
  await lab.host.setRelay(ALICE, 'locked')
  await lab.host.setRelay(ALICE, 'watched')
  expect(await lab.host.relay(ALICE)).toBe('watched')
  const ids = [1, 2, 3].map((n) => lab.send({ sender: `forged${n}@x.example`, recipients: [`a${n}@fine.example`, `b${n}@fine.example`] }))

  await waitUntil('three mails told', () => told.filter(({ kind }) => kind === 'sized').length === 3)
  const accepted = told.flatMap((event) => (event.kind === 'accepted' ? [[event.id, event.account]] : []))
  expect(accepted).toEqual(ids.map((id) => [id, ALICE]))
  expect(told.flatMap((event) => (event.kind === 'sized' ? [event.recipients] : []))).toEqual([2, 2, 2])
  expect((await lab.host.find({ account: ALICE })).map(({ place }) => place)).toEqual(['hold', 'hold', 'hold'])
  expect(lab.delivered).toEqual([])

  await lab.host.setRelay(ALICE, 'open')
  const held = (await lab.host.find({ account: ALICE })).filter(({ place }) => place === 'hold')
  expect((await lab.host.release(act(), held)).moved).toHaveLength(3)
  await waitUntil('all delivered', () => lab.delivered.length === 6)
  await waitUntil('the end of all three', () => told.filter(({ kind }) => kind === 'removed').length === 3)
  expect(told.filter(({ kind }) => kind === 'accepted')).toHaveLength(3)
  ending.abort()
  await following
})

test('a watch that is broken off lets none of the held mail out', async () => {
  await lab.host.setRelay(ALICE, 'locked')
  await lab.host.setRelay(ALICE, 'watched')
  const spam = burst(20).length
  lab.send({ account: BOB, sender: BOB, recipients: ['y@fine.example'] })
  await lab.host.setRelay(ALICE, 'locked')
  expect(queueIsUp()).toBe(false)

  const found = await lab.host.find({ account: ALICE })
  expect(found).toHaveLength(spam)
  await lab.host.quarantine(act(), found)
  await waitUntil('mail of bob', () => lab.delivered.length === 1)
  expect(lab.attempted).toEqual(['y@fine.example'])
})

test('a watch without any mail ends at once', async () => {
  await lab.host.setRelay(ALICE, 'watched')
  expect(queueIsUp()).toBe(false)
  await lab.host.setRelay(ALICE, 'locked')
  expect(queueIsUp()).toBe(true)
  await lab.host.setRelay(ALICE, 'watched')
  await lab.host.setRelay(ALICE, 'open')
  expect(queueIsUp()).toBe(true)
})

test('the log is followed through many rotations without losing or doubling an event', async () => {
  const small = await startQmailLab({ multilog: { maxBytes: 20_000, keep: 3 } })
  const told: LogEvent[] = []
  const ending = new AbortController()
  const following = small.host.follow(null, async ({ events }) => void told.push(...events), ending.signal)
  const before = new Set<string>()
  await waitUntil('the follower', () => {
    before.add(small.send({ recipients: ['first@dead.example'] }))
    return told.length > 0
  })
  const all: string[] = []
  for (let round = 0; round < 10; round++) {
    const sent = Array.from({ length: 40 }, (_, n) => small.send({ sender: `promo${n}@shop.example`, recipients: [`v${n}@dead.example`], isSpamdykeAuth: true }))
    all.push(...sent)
    const isTried = (id: string) => told.some((event) => event.kind === 'attempt' && event.id === id)
    await waitUntil(`round ${round}`, () => sent.every(isTried))
  }

  const accepted = told.flatMap((event) => (event.kind === 'accepted' && !before.has(event.id) ? [event.id] : []))
  expect(accepted.sort()).toEqual(all.sort())
  expect(told.filter((event) => event.kind === 'accepted' && event.account !== ALICE && !before.has(event.id))).toEqual([])
  expect(told.filter(({ kind }) => kind === 'unread')).toEqual([])
  // multilog has thrown the first rounds away; who sent them is still known, also to the next agent.
  const ours = async (host: typeof small.host) => (await host.find({ account: ALICE })).filter(({ id }) => !before.has(id)).length
  expect(await ours(small.host)).toBe(400)
  expect(await ours(small.reopen())).toBe(400)
  ending.abort()
  await following
  await small.end()
})
