import { createSocket, type Socket as UdpSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import type { NameAnswer } from './name-record.ts'
import { cutToFit, readQuestion, writeAnswer, type Question } from './write-answer.ts'

export type NameServer = { address: string; port: number; stop(): Promise<void> }

/** What a datagram may hold when the other side does not say (RFC 1035). */
const DATAGRAM_BYTES = 512
const PORTS_TRIED = 10

/** A name server on UDP and TCP of one port; port 0 is a free one. */
export async function startNameServer(address: string, port: number, answer: (name: string) => NameAnswer): Promise<NameServer> {
  const connections = new Set<Socket>()
  const tcp = createServer((connection) => {
    connections.add(connection)
    connection.once('close', () => connections.delete(connection))
    connection.on('error', () => connection.destroy())
    takeByTcp(connection, answer)
  })
  const udp = createSocket('udp4')
  udp.on('message', (query, from) => {
    const said = sayTo(query, answer)
    if (said) udp.send(cutToFit(said.message, said.question, DATAGRAM_BYTES), from.port, from.address)
  })
  const bound = await bindBoth(tcp, udp, address, port)
  return {
    address, port: bound,
    stop: async () => {
      for (const connection of connections) connection.destroy()
      await Promise.all([new Promise<void>((resolve) => udp.close(resolve)), new Promise<void>((resolve) => void tcp.close(() => resolve()))])
    },
  }
}

/** @returns the port; a free one of TCP may be taken for UDP, then another is tried */
async function bindBoth(tcp: Server, udp: UdpSocket, address: string, port: number): Promise<number> {
  for (let tried = 1; ; tried++) {
    tcp.listen(port, address)
    await once(tcp, 'listening')
    const bound = (tcp.address() as AddressInfo).port
    try {
      udp.bind(bound, address)
      await once(udp, 'listening')
      return bound
    } catch (error) {
      await new Promise((resolve) => tcp.close(resolve))
      if (port !== 0 || tried === PORTS_TRIED || (error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    }
  }
}

function sayTo(query: Buffer, answer: (name: string) => NameAnswer): { message: Buffer; question: Question } | undefined {
  const question = readQuestion(query)
  const said = question && answer(question.name)
  return question && said ? { question, message: writeAnswer(query, question, said) } : undefined
}

/** Two bytes of length before each message. */
function takeByTcp(connection: Socket, answer: (name: string) => NameAnswer): void {
  let rest: Buffer = Buffer.alloc(0)
  connection.on('data', (data) => {
    rest = Buffer.concat([rest, data])
    while (rest.length >= 2 && rest.length >= 2 + rest.readUInt16BE(0)) {
      const said = sayTo(rest.subarray(2, 2 + rest.readUInt16BE(0)), answer)
      rest = rest.subarray(2 + rest.readUInt16BE(0))
      if (said) connection.write(Buffer.concat([Buffer.from([said.message.length >> 8, said.message.length & 255]), said.message]))
    }
  })
}
