import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { EventBody, EventOf } from '../protocol/events.ts'
import type { Limits } from '../protocol/limits.ts'
import type { RelayWish, StandingOrder } from '../protocol/standing-orders.ts'
import { putStanding } from './carry-out/put-standing.ts'
import { makeMemoryHost, type MemoryHost } from './host/memory-host.ts'
import { eventsAfter } from './journal/journal-events.ts'
import { openJournal } from './journal/open-journal.ts'
import { makeLog } from './log.ts'
import { PACE, startAgent, type RunningAgent } from './start-agent.ts'

export const LIMITS: Limits = {
  windowSeconds: 600,
  undeliverableMax: 20,
  recipientsMax: 300,
  habitFactor: 10,
  unknownMax: 50,
  unknownShareMin: 0.3,
  networksMax: 20,
  messagesMax: null,
}
export const DOOR = ['abuse@provider.example', 'postmaster@provider.example']

export type Rig = {
  memory: MemoryHost
  agent: RunningAgent
  folder: string
  /** Moves the agent's and the host's clock. */
  advance(ms: number): void
  put(...orders: StandingOrder[]): Promise<void>
  events(): EventBody[]
  eventsOf<K extends EventBody['kind']>(kind: K): EventOf<K>[]
  /** Ends the agent and starts it again on the same journal and host. */
  restart(): Promise<void>
  stop(): Promise<void>
}

export type RigOptions = { kind?: 'postfix' | 'qmail'; beforeRelay?: Parameters<typeof makeMemoryHost>[0]['beforeRelay'] }

/** The whole agent but its server, on a mail server in memory, with a journal in a folder of its own. */
export async function makeRig(options: RigOptions = {}): Promise<Rig> {
  const folder = mkdtempSync(path.join(tmpdir(), 'relayward-agent-'))
  let ahead = 0
  const now = () => new Date(Date.now() + ahead)
  const memory = makeMemoryHost({ now, ...options })
  let running = await start(folder, memory, now)
  const rig: Rig = {
    memory,
    folder,
    get agent() {
      return running.agent
    },
    advance(ms) {
      ahead += ms
    },
    put: (...orders) => putStanding(running.agent.core, orders),
    events: () => eventsAfter(running.journal, 0, 10_000).map((event) => event.body),
    eventsOf: (kind) => rig.events().filter((body) => body.kind === kind) as never,
    async restart() {
      await running.stop()
      running = await start(folder, memory, now)
    },
    async stop() {
      await running.stop()
      rmSync(folder, { recursive: true })
    },
  }
  await rig.put(limitsOrder('*', LIMITS), doorOrder())
  return rig
}

async function start(folder: string, memory: MemoryHost, now: () => Date) {
  const journal = openJournal(path.join(folder, 'journal.db'))
  const log = makeLog(() => undefined, now)
  const parts = { host: memory.host, hostName: 'mail1.provider.example', journal, log, now, newId: randomUUID }
  const agent = await startAgent(parts, { ...PACE, watches: 20 })
  return {
    journal,
    agent,
    async stop() {
      await agent.stop()
      journal.close()
    },
  }
}

export function limitsOrder(key: string, limits: Limits | null, version = 1): StandingOrder {
  return { kind: 'limits', key, version, data: { limits } }
}

export function doorOrder(): StandingOrder {
  return { kind: 'door', key: '*', version: 1, data: { addresses: DOOR, refusalText: 'relaying is locked' } }
}

export function relayOrder(account: string, version: number, data: RelayWish): StandingOrder {
  return { kind: 'relay', key: account, version, data }
}

export function watchWish(more: Partial<Extract<RelayWish, { state: 'watched' }>> = {}): Extract<RelayWish, { state: 'watched' }> {
  return {
    state: 'watched',
    lockId: randomUUID(),
    guardedUnlockId: randomUUID(),
    watchSeconds: 60,
    mailsMax: 5,
    recipientsMax: 20,
    unknownMax: 3,
    tightLimits: { ...LIMITS, messagesMax: 10 },
    tightForSeconds: 86_400,
    lifts: [],
    ...more,
  }
}
