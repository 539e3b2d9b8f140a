import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { repairDrift } from './repair-drift.ts'
import { makeRig, relayOrder, watchWish, type Rig } from '../test-rig.ts'

const ACCOUNT = 'info@customer.example'
let rig: Rig
beforeEach(async () => {
  rig = await makeRig()
  await rig.put(relayOrder(ACCOUNT, 1, { state: 'locked', lockId: randomUUID() }))
})
afterEach(() => rig.stop())

const send = (recipients = ['friend@there.example']) => rig.memory.send({ account: ACCOUNT, recipients })
const here = () => rig.memory.state.messages.filter((message) => message.account === ACCOUNT && !message.isGone)
const relay = () => rig.memory.host.relay(ACCOUNT)
const ended = () => vi.waitFor(() => {
  const [event] = rig.eventsOf('watch-ended')
  if (!event) throw new Error('not ended yet')
  return event
}, { timeout: 5000 })
const counted = (arrived: number) => vi.waitFor(() => expect(rig.agent.core.accounts.get(ACCOUNT)?.watch?.figures.arrived).toBe(arrived))

test('a clean watch opens the relay, and the mail held meanwhile goes back into delivery unharmed', async () => {
  const wish = watchWish()
  await rig.put(relayOrder(ACCOUNT, 2, wish))
  expect(await relay()).toBe('watched')
  const ids = [send(), send()]
  expect(here().map((message) => message.place)).toEqual(['hold', 'hold'])
  const bodies = here().map((message) => message.body)
  await counted(2)

  rig.advance(61_000)
  const event = await ended()
  expect(event).toMatchObject({ outcome: 'clean', released: 2, quarantined: 0, left: 0, breach: null, agentLockId: null })
  expect(event.figures).toMatchObject({ arrived: 2, recipients: 2, perTenSeconds: [2] })
  expect(await relay()).toBe('open')
  expect(here().map((message) => [message.id, message.place, message.body])).toEqual(ids.map((id, n) => [id, 'active', bodies[n]]))
})

test('what becomes of released mail is told as the log says it', async () => {
  await rig.put(relayOrder(ACCOUNT, 2, watchWish()))
  const id = send() ?? ''
  await counted(1)
  rig.advance(61_000)
  await ended()
  rig.memory.attempt(id, 'deferred', '451 try later')
  rig.memory.attempt(id, 'delivered', '250 taken')
  await vi.waitFor(() => expect(rig.eventsOf('fate').map((event) => event.fate)).toEqual(['queued-again', 'deferred', 'delivered']))
  expect(rig.eventsOf('fate').at(-1)).toMatchObject({ recipient: 'friend@there.example', reply: '250 taken' })
})

test.each([
  ['mails', () => Array.from({ length: 9 }, () => send())],
  ['recipients', () => [send(Array.from({ length: 21 }, (_, n) => `r${n}@there.example`))]],
  ['unknown', () => Array.from({ length: 4 }, () => rig.memory.refuse(ACCOUNT, 'unknown-user'))],
] as const)('too many %s under watch lock the account again at once, and nothing that came in leaves the host', async (limit, abuse) => {
  await rig.put(relayOrder(ACCOUNT, 2, watchWish()))
  abuse()
  const event = await ended()
  expect(event).toMatchObject({ outcome: 'breach', breach: { limit }, left: 0, released: 0 })
  expect(event.quarantined).toBe(here().length)
  expect(await relay()).toBe('locked')
  expect(here().every((message) => message.place === 'quarantine')).toBe(true)
  expect(here().flatMap((message) => message.left)).toEqual([])
  if (here().length > 0) {
    expect(rig.eventsOf('quarantined')[0]).toMatchObject({ cause: 'breach', agentLockId: event.agentLockId })
  }
})

test('recipients of held mail are told at the end also where the log names none, as Postfix does', async () => {
  await rig.put(relayOrder(ACCOUNT, 2, watchWish()))
  const { lines } = rig.memory.state
  for (let n = 0; n < 6; n += 1) send([`a${n}@there.example`, `b${n}@there.example`])
  lines.splice(0, lines.length, ...lines.filter(({ kind }) => kind !== 'sized'))
  expect(await ended()).toMatchObject({ outcome: 'breach', breach: { limit: 'mails' }, quarantined: 6, figures: { arrived: 6, recipients: 12 } })
})

test('exactly as many mails as allowed are no breach', async () => {
  await rig.put(relayOrder(ACCOUNT, 2, watchWish({ mailsMax: 5 })))
  for (let n = 0; n < 5; n += 1) send()
  await counted(5)
  rig.advance(61_000)
  expect(await ended()).toMatchObject({ outcome: 'clean', released: 5 })
})

test('mail that arrives after the breach, past RCPT, is quarantined too', async () => {
  await rig.put(relayOrder(ACCOUNT, 2, watchWish()))
  for (let n = 0; n < 6; n += 1) send()
  await ended()
  const late = rig.memory.send({ account: ACCOUNT, recipients: ['x@there.example'], isPastRcpt: true })
  await vi.waitFor(() => expect(here().find((message) => message.id === late)?.place).toBe('quarantine'))
})

test('a lock by the desk ends the watch, and the held mail goes to quarantine', async () => {
  await rig.put(relayOrder(ACCOUNT, 2, watchWish()))
  send()
  await counted(1)
  await rig.put(relayOrder(ACCOUNT, 3, { state: 'locked', lockId: randomUUID() }))
  expect(await relay()).toBe('locked')
  expect(await ended()).toMatchObject({ outcome: 'cancelled', quarantined: 1, left: 0, agentLockId: null })
  expect(here().map((message) => message.place)).toEqual(['quarantine'])
})

test('opening by the desk ends the watch, and the held mail goes back into delivery', async () => {
  await rig.put(relayOrder(ACCOUNT, 2, watchWish()))
  send()
  await counted(1)
  await rig.put(relayOrder(ACCOUNT, 3, { state: 'open', lifts: [] }))
  expect(await ended()).toMatchObject({ outcome: 'cancelled', released: 1 })
  expect(here().map((message) => message.place)).toEqual(['active'])
})

test('mail that somebody else had on hold before the watch is neither counted nor released', async () => {
  const foreign = rig.memory.send({ account: ACCOUNT, recipients: ['x@there.example'], isPastRcpt: true })
  const message = here()[0]
  if (message) message.place = 'hold'
  await rig.put(relayOrder(ACCOUNT, 2, watchWish()))
  rig.advance(61_000)
  expect(await ended()).toMatchObject({ outcome: 'clean', released: 0, figures: { arrived: 0 } })
  expect(here().find((one) => one.id === foreign)?.place).toBe('hold')
})

test('after a clean watch the tight limits hold, and a new burst is locked by them', async () => {
  await rig.put(relayOrder(ACCOUNT, 2, watchWish({ mailsMax: 50 })))
  rig.advance(61_000)
  await ended()
  for (let n = 0; n < 10; n += 1) send()
  await vi.waitFor(() => expect(rig.eventsOf('lock-made')[0]?.crossing).toMatchObject({ limit: 'messages', value: 10 }))
  await vi.waitFor(() => expect(here().every((message) => message.place === 'quarantine')).toBe(true))
})

test('a watch does not begin while a lock of the agent stands that it does not name', async () => {
  const id = rig.memory.send({ account: ACCOUNT, recipients: ['x@dead.example'], isPastRcpt: true }) ?? ''
  await rig.put(relayOrder(ACCOUNT, 2, { state: 'open', lifts: [] }))
  for (let n = 0; n < 20; n += 1) rig.memory.attempt(send([`r${n}@dead.example`]) ?? id, 'deferred')
  await vi.waitFor(() => expect(rig.eventsOf('lock-made')).toHaveLength(1))

  await rig.put(relayOrder(ACCOUNT, 3, watchWish()))
  expect(await relay()).toBe('locked')
  expect(rig.eventsOf('watch-began')).toEqual([])
  expect(rig.eventsOf('watch-ended')[0]).toMatchObject({ outcome: 'cancelled' })
  await rig.put(relayOrder(ACCOUNT, 4, watchWish({ lifts: [rig.eventsOf('lock-made')[0]?.agentLockId ?? ''] })))
  expect(await relay()).toBe('watched')
})

test('lock wins when lock and unlock race, whichever arrives first', async () => {
  const wish = watchWish()
  const lock = relayOrder(ACCOUNT, 3, { state: 'locked', lockId: randomUUID() })
  const unlock = relayOrder(ACCOUNT, 2, wish)
  await Promise.allSettled([rig.put(unlock), rig.put(lock)])
  expect(await relay()).toBe('locked')
  await Promise.allSettled([rig.put(unlock)])
  expect(await relay()).toBe('locked')
})

test('a lock that comes while held mail is being released sends all of it to quarantine, and none stays held', async () => {
  await rig.put(relayOrder(ACCOUNT, 2, watchWish({ mailsMax: 500, recipientsMax: 500 })))
  for (let n = 0; n < 300; n += 1) send()
  await counted(300)
  const release = rig.memory.host.release.bind(rig.memory.host)
  rig.memory.host.release = async (act, refs) => {
    const result = await release(act, refs)
    await rig.put(relayOrder(ACCOUNT, 3, { state: 'locked', lockId: randomUUID() }))
    return result
  }
  rig.advance(61_000)
  // Those that were released already and had not left yet are taken out again with the rest.
  expect(await ended()).toMatchObject({ released: 0, quarantined: 300 })
  expect(await relay()).toBe('locked')
  expect(here().every((message) => message.place === 'quarantine')).toBe(true)
}, 20_000)

test('mail that was begun under watch and finished after it opened is released too', async () => {
  await rig.put(relayOrder(ACCOUNT, 2, watchWish()))
  const heldSince = new Date(Date.now() + 55_000)
  rig.advance(61_000)
  expect(await ended()).toMatchObject({ outcome: 'clean' })
  const late = rig.memory.send({ account: ACCOUNT, recipients: ['a@there.example'], heldSince })
  await repairDrift(rig.agent.core)
  expect(here()).toMatchObject([{ id: late, place: 'active' }])
})

test('mail that was begun under watch and finished after the breach goes to quarantine too', async () => {
  await rig.put(relayOrder(ACCOUNT, 2, watchWish()))
  const heldSince = new Date()
  for (let n = 0; n < 6; n += 1) send()
  await ended()
  const late = rig.memory.send({ account: ACCOUNT, recipients: ['a@there.example'], heldSince })
  await vi.waitFor(() => expect(here().find((message) => message.id === late)?.place).toBe('quarantine'))
})

test('what somebody put on hold after a watch stays with him', async () => {
  await rig.put(relayOrder(ACCOUNT, 2, watchWish()))
  rig.advance(61_000)
  await ended()
  rig.advance(60_000)
  send()
  const message = here()[0]
  if (message) message.place = 'hold'
  await repairDrift(rig.agent.core)
  expect(here()[0]?.place).toBe('hold')
})

test('a running watch goes on after a restart and ends at the same time', async () => {
  await rig.put(relayOrder(ACCOUNT, 2, watchWish()))
  send()
  await counted(1)
  const until = rig.eventsOf('watch-began')[0]?.until
  await rig.restart()
  expect(await relay()).toBe('watched')
  expect(rig.agent.core.accounts.get(ACCOUNT)?.watch?.until).toBe(until)
  rig.advance(61_000)
  expect(await ended()).toMatchObject({ outcome: 'clean', released: 1 })
  expect(rig.eventsOf('watch-began')).toHaveLength(1)
})

test('the progress of a watch is told at most once a second, with what is held', async () => {
  await rig.put(relayOrder(ACCOUNT, 2, watchWish()))
  send()
  await vi.waitFor(() => expect(rig.eventsOf('watch-progress')[0]?.held).toHaveLength(1))
  send()
  await counted(2)
  expect(rig.eventsOf('watch-progress')[0]?.figures.arrived).toBe(1)
  rig.advance(1000)
  await vi.waitFor(() => expect(rig.eventsOf('watch-progress')[0]?.figures.arrived).toBe(2))
})

test('what a watch counted and had not told when the agent ended is told at the next start', async () => {
  await rig.put(relayOrder(ACCOUNT, 2, watchWish()))
  send()
  await vi.waitFor(() => expect(rig.eventsOf('watch-progress')).toHaveLength(1))
  send()
  await counted(2)
  await rig.restart()
  await vi.waitFor(() => expect(rig.eventsOf('watch-progress').at(-1)).toMatchObject({ figures: { arrived: 2 }, held: [{}, {}] }))
})

test('mail that a log never told of still counts before a watch opens', async () => {
  await rig.put(relayOrder(ACCOUNT, 2, watchWish({ mailsMax: 2 })))
  const sent = rig.memory.state.lines.length
  for (let n = 0; n < 3; n += 1) send()
  rig.memory.state.lines.length = sent
  rig.advance(61_000)
  expect(await ended()).toMatchObject({ outcome: 'breach', breach: { limit: 'mails', value: 3 } })
  expect(await relay()).toBe('locked')
})

test('where watching stops the whole queue, a watch lasts 120 seconds and 50 mails at most', async () => {
  const qmail = await makeRig({ kind: 'qmail' })
  await qmail.put(relayOrder(ACCOUNT, 1, watchWish({ watchSeconds: 3600, mailsMax: 500 })))
  const watch = qmail.agent.core.accounts.get(ACCOUNT)?.watch
  expect(Date.parse(watch?.until ?? '') - Date.parse(watch?.beganAt ?? '')).toBe(120_000)
  expect(watch?.wish.mailsMax).toBe(50)
  await qmail.stop()
})
