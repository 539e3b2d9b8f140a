import type { DnsClient } from '../dns/dns-client.ts'
import { labelsOf } from '../dns/domain-name.ts'
import { writeQuery } from '../dns/write-query.ts'
import { TARGET_KINDS, type Blocklist } from './blocklist.ts'
import { inventsAnswers } from './check-resolver.ts'
import { examineTarget } from './examine-target.ts'
import { Lane, type Ask, type SweptTarget } from './lane.ts'
import type { Pacer } from './pacer.ts'
import { CLEAR, unknown } from './reading.ts'
import type { BlocklistCheck, Evidence, LaneHealth } from './sweep-blocklists.ts'
import type { Target } from './target.ts'
import { testLane } from './test-lane.ts'
import type { BlocklistKeys } from './zone-to-ask.ts'

export interface SweepPlan {
  targets: readonly Target[]
  lists: readonly Blocklist[]
  clients: readonly DnsClient[]
  keys: BlocklistKeys
  pacer: Pacer
  timeoutMs: number
  askOthers: 'always' | 'listed'
  selfTestMaxAgeMs: number
  onHealth?: (health: LaneHealth) => void
  signal?: AbortSignal
}

/** By the calendar, and by the clock that waiting is measured with. */
type Moment = { at: Date; monotonicMs: number }

/** Checks that nobody has read yet hold the sweep back. */
const UNREAD_MAX = 1_000

/** Gives the lanes their turns, within window and limits, and keeps what they find until it is read. */
export class Sweep {
  readonly plan: SweepPlan
  /** Whether each resolver invents answers. */
  readonly inventing: Promise<boolean>[] = []
  /** The evidence of most checks, once for each resolver. */
  readonly clearAt: readonly (readonly Evidence[])[]
  private readonly lanes: Lane[]
  private readonly quietMs: number
  private checks: BlocklistCheck[] = []
  private missing: number
  private turn = 0
  private isPumping = false
  private isPumpingSoon = false
  private momentNow: Moment | undefined
  private isStopped = false
  private fault: Error | undefined
  private wakeAt = Infinity
  private alarm: NodeJS.Timeout | undefined
  private wakeReader: () => void = () => {}

  constructor(plan: SweepPlan) {
    this.plan = plan
    this.quietMs = plan.timeoutMs / 4
    this.clearAt = plan.clients.map(({ resolver }) => [{ resolver: resolver.name, ...CLEAR }])
    this.lanes = lanesOf(plan)
    this.missing = this.lanes.reduce((sum, lane) => sum + lane.targets.length, 0)
  }

  start(): void {
    if (this.missing === 0) return
    for (const client of this.plan.clients) {
      client.onRoom = () => this.pumpSoon()
      this.inventing.push(inventsAnswers(client))
    }
    this.plan.signal?.addEventListener('abort', this.onAbort, { once: true })
    if (this.plan.signal?.aborted) this.onAbort()
    this.pump()
  }

  /** The checks since the last call, waiting for the first; none at the end. */
  async next(): Promise<BlocklistCheck[]> {
    while (this.checks.length === 0 && this.missing > 0 && this.fault === undefined) {
      await new Promise<void>((resolve) => (this.wakeReader = resolve))
    }
    if (this.fault !== undefined) throw this.fault
    const found = this.checks
    this.checks = []
    if (found.length >= UNREAD_MAX) this.pumpSoon()
    return found
  }

  stop(): void {
    this.isStopped = true
    clearTimeout(this.alarm)
    this.plan.signal?.removeEventListener('abort', this.onAbort)
  }

  /** When the answers that are read in one go were read: clocks are not looked at for each. */
  get moment(): Moment {
    if (this.momentNow) return this.momentNow
    setImmediate(() => {
      this.momentNow = undefined
      this.wakeReader()
    })
    return (this.momentNow = { at: new Date(), monotonicMs: performance.now() })
  }

  /** Takes a check, found in this moment; the last step of every examination. */
  found(check: BlocklistCheck): void {
    this.checks.push(check)
    this.missing--
  }

  /** After all answers that lie in the sockets were read: many questions in one go wake the server once. */
  pumpSoon(): void {
    if (this.isPumpingSoon) return
    this.isPumpingSoon = true
    setImmediate(() => {
      this.isPumpingSoon = false
      this.pump()
    })
  }

  private pump(): void {
    if (this.isPumping || this.isStopped) return
    this.isPumping = true
    try {
      const now = performance.now()
      let idle = 0
      while (idle < this.lanes.length && this.checks.length < UNREAD_MAX && this.hasRoom()) {
        const lane = this.lanes[this.turn] as Lane
        this.turn = (this.turn + 1) % this.lanes.length
        idle = this.advance(lane, now) ? 0 : idle + 1
      }
    } catch (error) {
      this.onFault(error as Error)
    } finally {
      this.isPumping = false
    }
  }

  private hasRoom(): boolean {
    for (const client of this.plan.clients) {
      if (client.room > 0) return true
    }
    return false
  }

  /** @returns whether the lane moved */
  private advance(lane: Lane, now: number): boolean {
    const ask = lane.queue[0]
    if (ask) return this.send(lane, ask, now)
    if (lane.isDone || lane.phase === 'testing') return false
    if (!lane.isUnfit && (lane.phase === 'untested' || now - lane.testedAt > this.plan.selfTestMaxAgeMs)) testLane(lane, this)
    else if (lane.isUnfit || !lane.isHeld(now, this.quietMs)) {
      examineTarget(lane, this)
      const first = lane.queue[0]
      if (first) this.send(lane, first, now)
    } else return false
    return true
  }

  private send(lane: Lane, ask: Ask, now: number): boolean {
    const unfit = lane.ways[ask.resolver]?.unfit
    if (unfit) {
      lane.queue.shift()
      ask.leaveOut(unknown(unfit.reason, unfit.codes, unfit.meaning ?? undefined))
      return true
    }
    const client = this.plan.clients[ask.resolver] as DnsClient
    if (client.room <= 0) return false
    const wait = this.plan.pacer.take(lane.list, now)
    if (wait === Infinity) {
      for (const resolver of lane.ways.keys()) lane.giveUp(resolver, { reason: 'daily-limit', codes: [], meaning: null })
      return true
    }
    if (wait > 0) {
      this.wakeIn(wait, now)
      return false
    }
    lane.queue.shift()
    lane.noteSent(ask.resolver, now)
    client.ask(writeQuery([ask.labels, lane.zone], ask.type), (outcome) => {
      lane.noteOutcome(ask.resolver, outcome, this.moment.monotonicMs)
      ask.done(outcome)
    }, now)
    return true
  }

  private wakeIn(ms: number, now: number): void {
    if (this.alarm !== undefined && this.wakeAt <= now + ms) return
    clearTimeout(this.alarm)
    this.wakeAt = now + ms
    this.alarm = setTimeout(() => {
      this.alarm = undefined
      this.pump()
    }, Math.ceil(ms))
  }

  private readonly onAbort = () => this.onFault(new Error('the sweep was broken off', { cause: this.plan.signal?.reason }))

  private onFault(error: Error): void {
    this.fault ??= error
    this.isStopped = true
    this.wakeReader()
  }
}

function lanesOf({ targets, lists, keys, clients, onHealth }: SweepPlan): Lane[] {
  return TARGET_KINDS.flatMap((kind) => {
    const swept: SweptTarget[] = targets.filter((target) => target.kind === kind).map((target) => ({ target, labels: labelsOf(target.query) }))
    if (swept.length === 0) return []
    return lists.filter((list) => list.kinds.includes(kind)).map((list) => {
      const lane = new Lane(list, kind, swept, keys, clients.length)
      if (onHealth) lane.onHealth = (resolver, reason) => onHealth({ list: list.id, kind, resolver: clients[resolver]?.resolver.name ?? '', reason })
      return lane
    })
  })
}
