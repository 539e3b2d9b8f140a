import { randomFillSync } from 'node:crypto'
import { askByTcp } from './ask-by-tcp.ts'
import { openPort, type Port } from './client-port.ts'
import { answersQuery, readMessage, type DnsAnswer } from './read-message.ts'
import type { ResolverAddress } from './resolver-address.ts'

/** What became of one question. Without an answer nothing is known: not that the name is there, nor that it is not. */
export type DnsOutcome = { answer: DnsAnswer } | { failure: DnsFailure }
/** `silent` nothing came; `unreachable` the resolver's port is closed; `malformed` only broken answers; `tcp` a long answer that could not be fetched. */
export type DnsFailure = 'silent' | 'unreachable' | 'malformed' | 'tcp'

export interface DnsClientOptions {
  resolver: ResolverAddress
  /** From the first datagram to giving up. */
  timeoutMs: number
  /** Questions on their way at once: far above 50 a server's answers overrun the socket's buffer and are lost. */
  windowMax?: number
}

interface Flight {
  query: Buffer
  port: Port<Flight>
  begun: number
  tries: number
  /** When to send again, or to give up. */
  nextAt: number
  isMalformed: boolean
  done: (outcome: DnsOutcome) => void
}

const PORTS = 2
/** After so many questions a socket makes way for one with another random port. */
const USES_MAX = 4_000
const TRIES_MAX = 3
const TICK_MS = 10
/** A timer that comes so late means that the process stood still. */
const STALL_MS = 100
const TCP_MAX = 8
const IDS = 2_048

/**
 * Asks one resolver by UDP over a few connected sockets (the kernel drops what comes from elsewhere), with random ids and
 * ports, sends again what is lost, and fetches by TCP what was truncated. A question whose answer is late no longer takes
 * room in the window, so that silent servers do not hold up the others.
 */
export class DnsClient {
  readonly resolver: ResolverAddress
  /** Called when half of the window is free, and every 10 ms when anything is: answers are taken in and asked for in handfuls. */
  onRoom: () => void = () => {}
  /** Queries sent by UDP, repeated ones too. */
  sent = 0
  private readonly timeoutMs: number
  private readonly windowMax: number
  private readonly active: Port<Flight>[] = []
  private readonly ports = new Set<Port<Flight>>()
  private readonly ids = new Uint16Array(IDS)
  private idsUsed = IDS
  private turn = 0
  private readonly leaving: Flight[] = []
  private fresh = 0
  private ticking: NodeJS.Timeout | undefined
  private tickedAt = 0
  private tcpRunning = 0
  private readonly tcpWaiting: (() => void)[] = []
  private readonly ending = new AbortController()

  constructor({ resolver, timeoutMs, windowMax = 50 }: DnsClientOptions) {
    this.resolver = resolver
    this.timeoutMs = timeoutMs
    this.windowMax = windowMax
  }

  async open(): Promise<void> {
    this.active.push(...(await Promise.all(Array.from({ length: PORTS }, () => this.newPort()))))
  }

  /** How many questions may be asked right now. */
  get room(): number {
    return this.windowMax - this.fresh
  }

  /**
   * Asks, also when there is no room.
   *
   * @param query from `writeQuery`; it belongs to the client from now on
   * @param begun now, of `performance.now()`, for who asks much at once
   */
  ask(query: Buffer, done: (outcome: DnsOutcome) => void, begun = performance.now()): void {
    const port = this.nextPort()
    const id = this.newId(port)
    query[0] = id >> 8
    query[1] = id & 0xff
    const flight: Flight = { query, port, begun, tries: 1, nextAt: begun + this.timeoutMs / 4, isMalformed: false, done }
    port.flights.set(id, flight)
    this.fresh++
    this.sent++
    this.leaving.push(flight)
    if (this.leaving.length === 1) queueMicrotask(() => this.sendLeaving())
    if (this.ticking === undefined) {
      this.tickedAt = begun
      this.ticking = setInterval(() => this.tick(), TICK_MS)
    }
  }

  close(): void {
    this.ending.abort()
    clearInterval(this.ticking)
    this.ticking = undefined
    for (const port of this.ports) {
      port.flights.clear()
      port.socket.close()
    }
    this.ports.clear()
    this.active.length = 0
  }

  /** One after the other without anything in between: a server that is kept busy need not be woken for each. */
  private sendLeaving(): void {
    for (const { port, query } of this.leaving) port.socket.send(query)
    this.leaving.length = 0
  }

  private async newPort(): Promise<Port<Flight>> {
    const port = await openPort<Flight>(this.resolver, (each, message) => this.take(each, message))
    if (this.ending.signal.aborted) port.socket.close()
    else this.ports.add(port)
    return port
  }

  private nextPort(): Port<Flight> {
    this.turn = (this.turn + 1) % PORTS
    const port = this.active[this.turn] as Port<Flight>
    port.uses++
    if (port.uses === USES_MAX) void this.replacePort(this.turn)
    return port
  }

  private async replacePort(turn: number): Promise<void> {
    const old = this.active[turn] as Port<Flight>
    try {
      const port = await this.newPort()
      if (this.ending.signal.aborted) return
      this.active[turn] = port
      old.isRetired = true
      this.closeIfDone(old)
    } catch {
      // No socket to be had right now: the old one goes on and tries again later.
      old.uses = 0
    }
  }

  private closeIfDone(port: Port<Flight>): void {
    if (!port.isRetired || port.flights.size > 0 || !this.ports.delete(port)) return
    port.socket.close()
  }

  private newId(port: Port<Flight>): number {
    for (;;) {
      if (this.idsUsed === IDS) {
        randomFillSync(this.ids)
        this.idsUsed = 0
      }
      const id = this.ids[this.idsUsed++] as number
      if (!port.flights.has(id)) return id
    }
  }

  private take(port: Port<Flight>, message: Buffer): void {
    if (message.length < 12) return
    const flight = port.flights.get(message.readUInt16BE(0))
    if (!flight || !answersQuery(message, flight.query)) return
    let answer: DnsAnswer
    try {
      answer = readMessage(message, flight.query.length)
    } catch {
      // Anybody can send rubbish in the resolver's name: the true answer may still come.
      flight.isMalformed = true
      return
    }
    this.land(flight)
    if (answer.isTruncated) this.fetchByTcp(flight)
    else flight.done({ answer })
    if (this.room >= this.windowMax / 2) this.onRoom()
  }

  private land(flight: Flight): void {
    flight.port.flights.delete(flight.query.readUInt16BE(0))
    if (flight.tries === 1) this.fresh--
    this.closeIfDone(flight.port)
  }

  private tick(): void {
    const now = performance.now()
    this.forgiveStall(now)
    let waiting = 0
    for (const port of this.ports) {
      waiting += port.flights.size
      for (const flight of port.flights.values()) {
        if (now < flight.nextAt) continue
        if (flight.tries >= TRIES_MAX || now >= flight.begun + this.timeoutMs) this.giveUp(flight)
        else this.sendAgain(flight)
      }
    }
    if (waiting === 0) {
      clearInterval(this.ticking)
      this.ticking = undefined
    }
    if (this.room > 0) this.onRoom()
  }

  /** Time in which this process did not run, and so could read no answer, is nobody's silence. */
  private forgiveStall(now: number): void {
    const stalledMs = now - this.tickedAt - TICK_MS
    this.tickedAt = now
    if (stalledMs < STALL_MS) return
    for (const port of this.ports) {
      for (const flight of port.flights.values()) {
        flight.begun += stalledMs
        flight.nextAt += stalledMs
      }
    }
  }

  /** After a quarter and three quarters of the time. */
  private sendAgain(flight: Flight): void {
    if (flight.tries === 1) this.fresh--
    flight.tries++
    flight.nextAt = flight.begun + this.timeoutMs * (flight.tries === TRIES_MAX ? 1 : 0.75)
    this.sent++
    flight.port.socket.send(flight.query)
  }

  private giveUp(flight: Flight): void {
    this.land(flight)
    flight.done({ failure: flight.isMalformed ? 'malformed' : flight.port.isRefused ? 'unreachable' : 'silent' })
  }

  private fetchByTcp(flight: Flight): void {
    const fetch = async () => {
      this.tcpRunning++
      const withinMs = Math.max(1, flight.begun + this.timeoutMs - performance.now())
      const answer = await askByTcp({ resolver: this.resolver, query: flight.query, withinMs, signal: this.ending.signal })
      this.tcpRunning--
      if (this.ending.signal.aborted) return
      flight.done(answer ? { answer } : { failure: 'tcp' })
      this.tcpWaiting.shift()?.()
      this.onRoom()
    }
    if (this.tcpRunning < TCP_MAX) void fetch()
    else this.tcpWaiting.push(() => void fetch())
  }
}
