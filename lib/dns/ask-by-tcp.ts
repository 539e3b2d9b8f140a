import { connect } from 'node:net'
import { answersQuery, readMessage, type DnsAnswer } from './read-message.ts'
import type { ResolverAddress } from './resolver-address.ts'

interface TcpQuestion {
  resolver: ResolverAddress
  query: Buffer
  withinMs: number
  signal?: AbortSignal
}

/** Asks one question over a connection of its own (RFC 7766). @returns null when no whole and fitting answer came in time */
export function askByTcp({ resolver, query, withinMs, signal }: TcpQuestion): Promise<DnsAnswer | null> {
  return new Promise((resolve) => {
    const socket = connect({ host: resolver.address, port: resolver.port, signal })
    let received = Buffer.alloc(0)
    const limit = setTimeout(() => end(null), withinMs)
    const end = (answer: DnsAnswer | null) => {
      clearTimeout(limit)
      socket.destroy()
      resolve(answer)
    }
    socket.on('error', () => end(null)).on('close', () => end(null))
    socket.on('connect', () => {
      const length = Buffer.alloc(2)
      length.writeUInt16BE(query.length)
      socket.write(Buffer.concat([length, query]))
    })
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk])
      if (received.length < 2 || received.length < 2 + received.readUInt16BE(0)) return
      end(readWhole(received.subarray(2, 2 + received.readUInt16BE(0)), query))
    })
  })
}

function readWhole(message: Buffer, query: Buffer): DnsAnswer | null {
  try {
    const answer = answersQuery(message, query) ? readMessage(message, query.length) : null
    return answer?.isTruncated ? null : answer
  } catch {
    return null
  }
}
