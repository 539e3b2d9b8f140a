import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { AgentCallError } from '../agent-client/agent-call-error.ts'
import type { TraceLine, TraceQuery } from '../protocol/trace.ts'
import { askHosts, type Asking, type HostSays } from './ask-hosts.ts'
import { at, traced } from './found-mail-for-tests.ts'

const QUERY: TraceQuery = { queueId: '4XjW0q3KzLz5', since: at('00:00'), until: at('16:00'), messagesMax: 10 }
const END: TraceLine = { kind: 'end', logsSince: at('01:00'), bytesRead: 1, unreadFiles: [], isCut: false }
const MAIL: TraceLine = { kind: 'message', message: traced() }

async function* lines(...given: TraceLine[]): AsyncGenerator<TraceLine> {
  yield* given
}

/** Says nothing until it is told to end. */
async function* silence(signal: AbortSignal): AsyncGenerator<TraceLine> {
  await wait(60_000, undefined, { signal, ref: false }).catch(() => undefined)
  throw new AgentCallError('aborted', 'the call was ended')
}

type Ask = Asking<string>['ask']
const asking = (hosts: string[], ask: Ask, rest: Partial<Asking<string>> = {}) => askHosts({ hosts, ask, queries: [QUERY], timeLimitMs: () => 5000, atOnceMax: 8, signal: new AbortController().signal, ...rest })
async function all(said: AsyncGenerator<HostSays<string>>): Promise<HostSays<string>[]> {
  const got: HostSays<string>[] = []
  for await (const one of said) got.push(one)
  return got
}
const outcomes = (said: HostSays<string>[]) => Object.fromEntries(said.flatMap((one) => (one.kind === 'host' ? [[one.host, one.outcome]] : [])))

test('what hosts find comes as it is found, and each is told when it is done', async () => {
  const said = await all(asking(['mx01', 'mx02'], (host) => (host === 'mx01' ? lines(MAIL, END) : lines(END))))
  expect(said.filter(({ kind }) => kind === 'message').map(({ host }) => host)).toEqual(['mx01'])
  expect(said.findLast(({ kind }) => kind === 'host')).toMatchObject({ outcome: 'answered', logsSince: at('01:00'), isCut: false })
  expect(outcomes(said)).toEqual({ mx01: 'answered', mx02: 'answered' })
})

test.each([
  ['unreachable', 'unreachable'], ['timeout', 'timeout'], ['busy', 'busy'], ['not-found', 'cannot'], ['protocol-mismatch', 'cannot'],
  ['wrong-identity', 'wrong-identity'], ['bad-answer', 'broken'], ['internal', 'failed'],
] as const)('a call that ends with %s is told as %s, and the others are asked all the same', async (code, outcome) => {
  async function* failing(): AsyncGenerator<TraceLine> {
    throw new AgentCallError(code, 'as in this test')
  }
  expect(outcomes(await all(asking(['mx31', 'mx01'], (host) => (host === 'mx31' ? failing() : lines(END)))))).toEqual({ mx31: outcome, mx01: 'answered' })
})

// An answer that breaks off has not said that there is nothing more.
test('an answer without its end is broken, with or without an error', async () => {
  async function* breaking(): AsyncGenerator<TraceLine> {
    yield MAIL
    throw new AgentCallError('unreachable', 'the answer broke off')
  }
  const said = await all(asking(['mx01', 'mx02'], (host) => (host === 'mx01' ? lines(MAIL) : breaking())))
  expect(outcomes(said)).toEqual({ mx01: 'broken', mx02: 'broken' })
  expect(said.filter(({ kind }) => kind === 'message')).toHaveLength(2)
})

test('a host that says nothing within its time is told as too late', async () => {
  const said = await all(asking(['mx31', 'mx01'], (host, _query, signal) => (host === 'mx31' ? silence(signal) : lines(END)), { timeLimitMs: (host) => (host === 'mx31' ? 20 : 5000) }))
  expect(outcomes(said)).toEqual({ mx31: 'timeout', mx01: 'answered' })
})

test('no more hosts are asked at once than may be, and every one is asked', async () => {
  let running = 0
  let most = 0
  const hosts = Array.from({ length: 20 }, (_, n) => `mx${n}`)
  async function* counting(): AsyncGenerator<TraceLine> {
    running += 1
    most = Math.max(most, running)
    await wait(1)
    running -= 1
    yield END
  }
  const said = await all(asking(hosts, counting, { atOnceMax: 3 }))
  expect(Object.keys(outcomes(said)).sort()).toEqual([...hosts].sort())
  expect(most).toBe(3)
})

test('whoever leaves ends the searches on the hosts', async () => {
  const ended: string[] = []
  const ask: Ask = (host, _query, signal) => {
    signal.addEventListener('abort', () => ended.push(host), { once: true })
    return host === 'mx01' ? lines(MAIL, MAIL, MAIL, END) : silence(signal)
  }
  for await (const one of asking(['mx01', 'mx02'], ask)) {
    expect(one.kind).toBe('message')
    break
  }
  expect(ended.sort()).toEqual(['mx01', 'mx02'])

  const stopping = new AbortController()
  const rest = all(asking(['mx02'], ask, { signal: stopping.signal }))
  stopping.abort()
  expect(await rest).toEqual([])
})

test('several queries of one host are one answer, and without any nothing is asked', async () => {
  const asked: TraceQuery[] = []
  const ask: Ask = (_host, query) => {
    asked.push(query)
    return lines(MAIL, { ...END, isCut: asked.length === 1 })
  }
  const said = await all(asking(['mx01'], ask, { queries: [QUERY, { ...QUERY, accounts: ['a@b.example'] }] }))
  expect(said.map(({ kind }) => kind)).toEqual(['message', 'message', 'host'])
  expect(said.at(-1)).toMatchObject({ isCut: true })
  expect(await all(asking(['mx01'], ask, { queries: [] }))).toMatchObject([{ kind: 'host', outcome: 'answered' }])
  expect(asked).toHaveLength(2)
})

test('a fault of our own is thrown, not told as a host’s', async () => {
  async function* faulty(): AsyncGenerator<TraceLine> {
    throw new TypeError('ours')
  }
  await expect(all(asking(['mx01'], faulty))).rejects.toThrow('ours')
})
