import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { LiveNews, Subscriber } from './change-listener.ts'
import type { Listener, LiveChange } from './live-change.ts'
import { openLiveStream } from './live-stream.ts'

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }))
afterEach(() => void vi.useRealTimers())

const change = (customerId: number): LiveChange => ({ id: '1', kind: 'ticket', hostId: null, accountId: 7, customerId, lockId: null, ticketId: 3, incidentId: null })
const news = (customerId: number): LiveNews => ({ kind: 'changes', changes: [change(customerId)] })

function open(listener: () => Promise<Listener | null>, unreadMax?: number) {
  const subscribers = new Set<Subscriber>()
  const abort = new AbortController()
  const subscribe = (one: Subscriber) => {
    subscribers.add(one)
    return () => subscribers.delete(one)
  }
  const reader = openLiveStream({ subscribe, listener, signal: abort.signal, now: Date.now, ...(unreadMax && { unreadMax }) }).getReader()
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
  const stream = open(async () => ({ roles: ['customer'], customerId: 10 }))
  await stream.tell(news(11))
  await stream.tell(news(10))
  expect([await stream.read(), await stream.read()]).toEqual(['ping', 'changes'])
})

test('a sign-in ended meanwhile ends the stream at the next event', async () => {
  let who: Listener | null = { roles: ['support'], customerId: null }
  const stream = open(async () => who)
  await stream.tell(news(10))
  who = null
  await vi.advanceTimersByTimeAsync(1000)
  await stream.tell(news(10))
  expect([await stream.read(), await stream.read(), await stream.read(), await stream.read()]).toEqual(['ping', 'changes', 'ended', 'closed'])
  expect(stream.subscribers.size).toBe(0)
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
  const listener = vi.fn(async (): Promise<Listener | null> => ({ roles: ['support'], customerId: null }))
  const stream = open(listener)
  for (let index = 0; index < 200; index += 1) await stream.tell(news(10))
  expect(listener).toHaveBeenCalledTimes(1)
})

test('a page that is closed leaves nothing behind', async () => {
  const left = open(async () => null)
  left.abort.abort()
  const cancelled = open(async () => null)
  await cancelled.reader.cancel()
  expect([left.subscribers.size, cancelled.subscribers.size, vi.getTimerCount()]).toEqual([0, 0, 0])
})

test('a reader that does not read is let go instead of filling the memory', async () => {
  const stream = open(async () => ({ roles: ['support'], customerId: null }), 4)
  for (let index = 0; index < 10; index += 1) await stream.tell(news(10))
  expect(stream.subscribers.size).toBe(0)
})
