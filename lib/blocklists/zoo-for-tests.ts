import { address, reply, startDnsServer, texts, wireName, type Asked, type TestDnsServer } from '../dns/dns-server-for-tests.ts'
import { TYPE } from '../dns/write-query.ts'
import type { Blocklist } from './blocklist.ts'
import { readListFile } from './list-file.ts'
import { sweepBlocklists, type BlocklistCheck, type SweepOptions } from './sweep-blocklists.ts'
import { readAddress, readDomain, type Target } from './target.ts'

/** What a server does with a question. */
export type Behaviour = (asked: Asked) => void

export const ZONE = 'list.test'
export const IP = '192.0.2.77'
export const IP6 = '2001:db8::77'
export const DOMAIN = 'sender.example'
const TIMEOUT_MS = 2_000

const TEST_POINTS: Record<string, boolean> = {
  '2.0.0.127': true, '1.0.0.127': false, test: true, invalid: false,
  '2.0.0.0.0.0.f.7.f.f.f.f.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0': true,
}

/** Answers with addresses, and their text when TXT is asked. */
export const listed = (...codes: string[]): Behaviour => ({ query, type, send }) => {
  if (type === TYPE.A) send(reply(query, { answers: (codes.length === 0 ? ['127.0.0.2'] : codes).map((code) => ({ data: address(code) })) }))
  else send(reply(query, { answers: [{ type: TYPE.TXT, data: texts('because') }] }))
}
export const absent: Behaviour = ({ query, send }) => send(reply(query, { rcode: 3 }))
export const silent: Behaviour = () => {}
export const rcode = (code: number): Behaviour => ({ query, send }) => send(reply(query, { rcode: code }))
export const all = (...behaviours: Behaviour[]): Behaviour => (asked) => behaviours.forEach((each) => each(asked))
export const alias = (to: string, ...addresses: string[]): Behaviour => ({ query, send }) =>
  send(reply(query, { answers: [{ type: TYPE.CNAME, data: wireName(to) }, ...addresses.map((each) => ({ name: to, data: address(each) }))] }))
/** The first `count` datagrams about each name are lost. */
export function afterLosing(count: number, then: Behaviour): Behaviour {
  const lost = new Map<string, number>()
  return (asked) => {
    const key = `${asked.name} ${asked.type}`
    lost.set(key, (lost.get(key) ?? 0) + 1)
    if ((lost.get(key) as number) > count) then(asked)
  }
}
/** Too long by UDP, by TCP what is given. */
export const truncated = (byTcp: Behaviour): Behaviour => (asked) =>
  asked.by === 'udp' ? asked.send(reply(asked.query, { flags: 0x8380 })) : byTcp(asked)

/** A list that keeps RFC 5782 and does this with the target; all else it does not know. */
export function goodList(ofTarget: Behaviour, { others = absent, nowhere = absent }: { others?: Behaviour; nowhere?: Behaviour } = {}): Behaviour {
  return (asked) => {
    if (!asked.name.endsWith(`.${ZONE}`)) return nowhere(asked)
    const before = asked.name.slice(0, -ZONE.length - 1)
    if (TEST_POINTS[before]) return listed()(asked)
    return TARGETS.has(before) ? ofTarget(asked) : others(asked)
  }
}

const TARGETS = new Set([readAddress(IP), readAddress(IP6), readDomain(DOMAIN), readDomain('müller.example')].map((target) => target?.query))

export interface ZooRun {
  checks: BlocklistCheck[]
  servers: TestDnsServer[]
}

/** Sweeps one list over one target through servers that behave so. */
export async function sweepZoo(servers: Behaviour[], target: string = IP, entry: Record<string, unknown> = {}, options: SweepOptions & { withTcp?: boolean } = {}): Promise<ZooRun> {
  const started = await Promise.all(servers.map((each) => startDnsServer(each, { withTcp: options.withTcp ?? true })))
  try {
    const { lists, keys } = readListFile(JSON.stringify([{ zone: ZONE, ...entry }]))
    const checks: BlocklistCheck[] = []
    const swept = readAddress(target) ?? readDomain(target)
    for await (const some of sweepBlocklists([swept as Target], lists as Blocklist[], started.map(({ address: host, port }) => ({ name: `${host}:${port}`, address: host, port })), { timeoutMs: TIMEOUT_MS, keys, ...options })) checks.push(...some)
    return { checks, servers: started }
  } finally {
    await Promise.all(started.map((each) => each.stop()))
  }
}
