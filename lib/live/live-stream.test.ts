import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { LiveNews, Subscriber } from './change-listener.ts'
import type { Listener, LiveChange } from './live-change.ts'
import { openLiveStream } from './live-stream.ts'

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }))
afterEach(() => void vi.useRealTimers())

const change = (customerId: number): LiveChange => ({ id: '1', kind: 'ticket', hostId: null, accountId: 7, customerId, lockId: null, ticketId: 3, incidentId: null })
const news = (customerId: number): LiveNews => ({ kind: 'changes', changes: [change(customerId)] })

const SUPPORT: Listener = { roles: ['support'], customerId: null }

function open(listener: () => Promise<Listener | null>, { opener = SUPPORT, unreadMax }: { opener?: Listener; unreadMax?: number } = {}) {
  const subscribers = new Set<Subscriber>()
  const abort = new AbortController()
  const subscribe = (one: Subscriber) => {
    subscribers.add(one)
    return () => subscribers.delete(one)
  }
  const reader = openLiveStream({ subscribe, opener: { ...opener, userId: 1 }, listener, signal: abort.signal, now: Date.now, ...(unreadMax && { unreadMax }) }).getReader()
  const tell = async (one: LiveNews) => {
    for (const subscriber of subscribers) subscriber(one)
    await vi.advanceTimersByTimeAsync(0)
  }
  const read = async () => {
    const { done, value } = await reader.read()
    return done ? 'closed' : new TextDecoder().decode(value).split('\n')[0]?.replace('event: ', '')
  }
  return { subscribers, abort, reader, tell, read }
}

test('a customer’s stream is silent about others and speaks of his own', async () => {
  const customer: Listener = { roles: ['customer'], customerId: 10 }
  const stream = open(async () => customer, { opener: customer })
  await stream.tell(news(11))
  await stream.tell(news(10))
  expect([await stream.read(), await stream.read()]).toEqual(['ping', 'changes'])
})

test('a sign-in ended meanwhile ends the stream at the next event', async () => {
  let who: Listener | null = SUPPORT
  const stream = open(async () => who)
  await stream.tell(news(10))
  who = null
  await vi.advanceTimersByTimeAsync(1000)
  await stream.tell(news(10))
  expect([await stream.read(), await stream.read(), await stream.read(), await stream.read()]).toEqual(['ping', 'changes', 'ended', 'closed'])
  expect(stream.subscribers.size).toBe(0)
})

test('access taken away ends the stream at once, although the last answer about it is not a second old', async () => {
  let who: Listener | null = SUPPORT
  const stream = open(async () => who)
  await stream.tell(news(10))
  who = null
  await stream.tell({ kind: 'access', userId: 2 })
  expect(stream.subscribers.size).toBe(1)
  await stream.tell({ kind: 'access', userId: 1 })
  expect([await stream.read(), await stream.read(), await stream.read(), await stream.read()]).toEqual(['ping', 'changes', 'ended', 'closed'])
})

test('whoever has other roles now is told to read anew and let go, and hears nothing more of what he heard before', async () => {
  let who: Listener = { roles: ['support', 'manager'], customerId: null }
  const stream = open(async () => who, { opener: who })
  who = { roles: ['manager', 'support'], customerId: null }
  await stream.tell({ kind: 'access', userId: 1 })
  who = { roles: ['manager'], customerId: null }
  await stream.tell({ kind: 'access', userId: 1 })
  await stream.tell(news(10))
  expect([await stream.read(), await stream.read(), await stream.read(), await stream.read()]).toEqual(['ping', 'ping', 'resync', 'closed'])
})

test('a sign-in ended while nothing happens ends the stream at the next sign of life', async () => {
  const stream = open(async () => null)
  await vi.advanceTimersByTimeAsync(15_000)
  expect([await stream.read(), await stream.read(), await stream.read()]).toEqual(['ping', 'ended', 'closed'])
  expect(vi.getTimerCount()).toBe(0)
})

test('a database that does not answer about the session ends the stream: it fails closed', async () => {
  const stream = open(async () => Promise.reject(new Error('no database')))
  await stream.tell(news(10))
  expect([await stream.read(), await stream.read()]).toEqual(['ping', 'closed'])
})

test('a burst asks about the session once a second, not once per event', async () => {
  const listener = vi.fn(async (): Promise<Listener | null> => SUPPORT)
  const stream = open(listener)
  for (let index = 0; index < 200; index += 1) await stream.tell(news(10))
  expect(listener).toHaveBeenCalledTimes(1)
})

test('figures that grow ask nothing about a session that may not hear of them', async () => {
  const figures: LiveNews = { kind: 'changes', changes: [{ ...change(10), kind: 'deliveries', hostId: 1, accountId: null, customerId: null }] }
  const customer: Listener = { roles: ['customer'], customerId: 10 }
  const asked = vi.fn(async (): Promise<Listener | null> => customer)
  const stream = open(asked, { opener: customer })
  await stream.tell(figures)
  expect(asked).not.toHaveBeenCalled()
  const desk = open(async () => SUPPORT)
  await desk.tell(figures)
  expect([await desk.read(), await desk.read()]).toEqual(['ping', 'changes'])
})

test('a page that is closed leaves nothing behind', async () => {
  const left = open(async () => null)
  left.abort.abort()
  const cancelled = open(async () => null)
  await cancelled.reader.cancel()
  expect([left.subscribers.size, cancelled.subscribers.size, vi.getTimerCount()]).toEqual([0, 0, 0])
})

test('a reader that does not read is let go instead of filling the memory', async () => {
  const stream = open(async () => SUPPORT, { unreadMax: 4 })
  for (let index = 0; index < 10; index += 1) await stream.tell(news(10))
  expect(stream.subscribers.size).toBe(0)
})
