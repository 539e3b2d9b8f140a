import { createSocket } from 'node:dgram'
import { createServer, type AddressInfo } from 'node:net'
import { labelsOf } from './domain-name.ts'
import { readName } from './read-name.ts'
import { TYPE } from './write-query.ts'

/** One question as the server got it. */
export interface Asked {
  name: string
  type: number
  query: Buffer
  by: 'udp' | 'tcp'
  /** Sends bytes back as the server, at once or later. */
  send: (message: Buffer, afterMs?: number) => void
  /** Sends bytes from another port of the same address. */
  sendFromElsewhere: (message: Buffer) => void
  /** Ends the connection (TCP). */
  hangUp: () => void
}

export interface RecordForTests {
  name?: string
  type?: number
  data: Buffer
  /** 1 is Internet, 3 Chaos. */
  class?: number
}

export interface TestDnsServer {
  address: string
  port: number
  /** Every name that was asked, with its type, in order. */
  asked: { name: string; type: number; by: 'udp' | 'tcp' }[]
  stop(): Promise<void>
}

/** A DNS server that behaves as `answer` says, on UDP and TCP of one port. */
export async function startDnsServer(answer: (asked: Asked) => void, { withTcp = true } = {}): Promise<TestDnsServer> {
  const udp = createSocket('udp4')
  const elsewhere = createSocket('udp4')
  const asked: TestDnsServer['asked'] = []
  const timers = new Set<NodeJS.Timeout>()
  let isOpen = true
  const later = (act: () => void, ms: number) => void timers.add(setTimeout(() => isOpen && act(), ms))
  const take = (query: Buffer, by: Asked['by'], ways: Pick<Asked, 'send' | 'sendFromElsewhere' | 'hangUp'>) => {
    const { name, next } = readName(query, 12) ?? { name: '', next: 12 }
    asked.push({ name, type: query.readUInt16BE(next), by })
    answer({ name, type: query.readUInt16BE(next), query, by, ...ways })
  }
  udp.on('message', (query, { port, address }) => {
    const send = (message: Buffer, afterMs = 0) => afterMs > 0 ? later(() => udp.send(message, port, address), afterMs) : udp.send(message, port, address)
    take(query, 'udp', { send, sendFromElsewhere: (message) => elsewhere.send(message, port, address), hangUp: () => {} })
  })
  const tcp = createServer((connection) => {
    connection.on('error', () => {})
    connection.on('data', (data) => {
      const send = (message: Buffer) => void connection.write(Buffer.concat([Buffer.from([message.length >> 8, message.length & 255]), message]))
      take(data.subarray(2), 'tcp', { send, sendFromElsewhere: () => {}, hangUp: () => connection.destroy() })
    })
  })
  const port = await bindBoth(udp, tcp, withTcp)
  await new Promise<void>((resolve) => elsewhere.bind(0, '127.0.0.1', resolve))
  return {
    address: '127.0.0.1', port, asked,
    stop: async () => {
      isOpen = false
      for (const timer of timers) clearTimeout(timer)
      await Promise.all([
        new Promise<void>((resolve) => udp.close(resolve)), new Promise<void>((resolve) => elsewhere.close(resolve)),
        new Promise<void>((resolve) => (tcp.listening ? tcp.close(() => resolve()) : resolve())),
      ])
    },
  }
}

/** The same port for both: the one that TCP got may be taken for UDP, then the next is tried. */
async function bindBoth(udp: ReturnType<typeof createSocket>, tcp: ReturnType<typeof createServer>, withTcp: boolean): Promise<number> {
  for (;;) {
    const port = withTcp ? await new Promise<number>((resolve) => tcp.listen(0, '127.0.0.1', () => resolve((tcp.address() as AddressInfo).port))) : 0
    const isBound = await new Promise<boolean>((resolve) => {
      udp.once('error', () => resolve(false))
      udp.bind(port, '127.0.0.1', () => resolve(true))
    })
    if (isBound) return udp.address().port
    await new Promise((resolve) => tcp.close(resolve))
  }
}

export const address = (text: string): Buffer => Buffer.from(text.split('.').map(Number))
export const texts = (...pieces: string[]): Buffer => Buffer.concat(pieces.map((piece) => Buffer.concat([Buffer.from([Buffer.byteLength(piece)]), Buffer.from(piece)])))
export const wireName = (name: string): Buffer => Buffer.concat([labelsOf(name), Buffer.from([0])])

/** An answer to a query: header and question repeated, then records. */
export function reply(query: Buffer, { rcode = 0, answers = [] as RecordForTests[], authorities = [] as RecordForTests[], flags = 0x8180 } = {}): Buffer {
  const question = questionOf(query)
  const head = Buffer.from([query[0] as number, query[1] as number, flags >> 8, (flags & 0xf0) | rcode, 0, 1, 0, answers.length, 0, authorities.length, 0, 0])
  return Buffer.concat([head, question, ...[...answers, ...authorities].map(record)])
}

export function questionOf(query: Buffer): Buffer {
  return query.subarray(12, (readName(query, 12)?.next ?? 12) + 4)
}

/** A record; its name is a pointer to the question unless it has its own. */
function record({ name, type = TYPE.A, data, class: ofClass = 1 }: RecordForTests): Buffer {
  const rest = Buffer.alloc(10)
  rest.writeUInt16BE(type, 0)
  rest.writeUInt16BE(ofClass, 2)
  rest.writeUInt32BE(60, 4)
  rest.writeUInt16BE(data.length, 8)
  return Buffer.concat([name === undefined ? Buffer.from([0xc0, 12]) : wireName(name), rest, data])
}
