import { DnsClient } from './dns-client.ts'
import { address, reply, startDnsServer, texts, wireName, type RecordForTests, type TestDnsServer } from './dns-server-for-tests.ts'
import { resolveBy, type Resolve } from './resolve-names.ts'
import { TYPE } from './write-query.ts'

/** How a name misbehaves instead of answering. */
export type Trouble = 'servfail' | 'refused' | 'silent' | 'garbage' | 'referral'
/** What stands at a name; a text of a record is one string or several pieces. A name that is not in the zone does not exist. */
export type NameForTests = Trouble | { TXT?: (string | string[])[]; A?: string[]; AAAA?: string[]; MX?: string[]; PTR?: string[]; CNAME?: string }
export type Zone = Record<string, NameForTests>

const RCODE: Partial<Record<Trouble, number>> = { servfail: 2, refused: 5 }

/** A DNS server on loopback that holds a zone, and a resolver that asks it. */
export async function startZone(zone: Zone, { timeoutMs = 200 } = {}): Promise<{ resolve: Resolve; server: TestDnsServer; stop: () => Promise<void> }> {
  const names = new Map(Object.entries(zone).map(([name, held]) => [name.toLowerCase(), held]))
  const server = await startDnsServer(({ name, type, query, by, send }) => {
    const held = names.get(name.toLowerCase())
    if (held === 'silent') return
    if (held === 'garbage') return send(Buffer.concat([reply(query).subarray(0, 6), Buffer.from([0, 9]), reply(query).subarray(8)]))
    if (held === 'referral') return send(reply(query, { authorities: [{ type: TYPE.NS, data: wireName('ns.elsewhere.test') }] }))
    if (typeof held === 'string') return send(reply(query, { rcode: RCODE[held] }))
    const target = held?.CNAME === undefined ? undefined : names.get(held.CNAME)
    const followed = typeof target === 'object' ? recordsOf(target, type).map((record) => ({ ...record, name: held?.CNAME })) : []
    const answers = held ? [...recordsOf(held, type), ...followed] : []
    const message = reply(query, { rcode: held ? 0 : 3, answers })
    send(by === 'udp' && message.length > 512 ? reply(query, { flags: 0x8380 }) : message)
  })
  const client = new DnsClient({ resolver: { name: 'zone', address: server.address, port: server.port }, timeoutMs })
  await client.open()
  return {
    resolve: resolveBy([client]), server,
    stop: async () => {
      client.close()
      await server.stop()
    },
  }
}

function recordsOf(held: Exclude<NameForTests, string>, type: number): RecordForTests[] {
  if (held.CNAME !== undefined) return [{ type: TYPE.CNAME, data: wireName(held.CNAME) }]
  switch (type) {
    case TYPE.TXT:
      return (held.TXT ?? []).map((text) => ({ type, data: texts(...[text].flat()) }))
    case TYPE.A:
      return (held.A ?? []).map((ip) => ({ type, data: address(ip) }))
    case TYPE.AAAA:
      return (held.AAAA ?? []).map((ip) => ({ type, data: longAddress(ip) }))
    case TYPE.MX:
      return (held.MX ?? []).map((name, place) => ({ type, data: Buffer.concat([Buffer.from([0, place + 1]), wireName(name)]) }))
    case TYPE.PTR:
      return (held.PTR ?? []).map((name) => ({ type, data: wireName(name) }))
    default:
      return []
  }
}

function longAddress(ip: string): Buffer {
  const [before = '', after = ''] = ip.split('::')
  const groups = (part: string) => part.split(':').filter((group) => group !== '')
  const zeros = ip.includes('::') ? Array.from({ length: 8 - groups(before).length - groups(after).length }, () => '0') : []
  const bytes = Buffer.alloc(16)
  for (const [at, group] of [...groups(before), ...zeros, ...groups(after)].entries()) bytes.writeUInt16BE(Number.parseInt(group, 16), 2 * at)
  return bytes
}
