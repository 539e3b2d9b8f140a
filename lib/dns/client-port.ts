import { createSocket, type Socket } from 'node:dgram'
import { isIPv6 } from 'node:net'
import type { ResolverAddress } from './resolver-address.ts'

/** One socket of a client, on a port that the kernel chose at random, and what is on its way over it by id. */
export interface Port<Flight> {
  socket: Socket
  flights: Map<number, Flight>
  uses: number
  isRetired: boolean
  /** The other side said that nobody listens there. */
  isRefused: boolean
}

/** Opens a socket connected to the resolver: datagrams from any other address or port never reach it. */
export function openPort<Flight>(resolver: ResolverAddress, onMessage: (port: Port<Flight>, message: Buffer) => void): Promise<Port<Flight>> {
  const socket = createSocket(isIPv6(resolver.address) ? 'udp6' : 'udp4')
  const port: Port<Flight> = { socket, flights: new Map(), uses: 0, isRetired: false, isRefused: false }
  return new Promise((resolve, reject) => {
    socket.once('error', reject)
    socket.connect(resolver.port, resolver.address, () => {
      socket.removeListener('error', reject)
      socket.on('error', () => (port.isRefused = true))
      socket.on('message', (message) => onMessage(port, message))
      resolve(port)
    })
  })
}
