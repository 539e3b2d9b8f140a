import { labelsOf } from '../dns/domain-name.ts'
import type { DnsOutcome } from '../dns/dns-client.ts'
import type { Blocklist, TargetKind } from './blocklist.ts'
import { answerReader } from './read-answer.ts'
import type { Reading, UnknownReason } from './reading.ts'
import type { Target } from './target.ts'
import { zoneToAsk, type BlocklistKeys } from './zone-to-ask.ts'

/** One question to one resolver, waiting in its lane. */
export interface Ask {
  resolver: number
  labels: Buffer
  type: number
  done: (outcome: DnsOutcome) => void
  /** Called instead when the list is given up at this resolver before it was asked. */
  leaveOut: (reason: Reading) => void
}

/** Why a list is not believed at a resolver. */
export type Unfit = { reason: UnknownReason; codes: readonly string[]; meaning: string | null }

/** How one resolver fares with a list. */
export interface Way {
  unfit: Unfit | null
  /** Questions without an answer yet, and since when nothing came. */
  waiting: number
  quietSince: number
  lostInRow: number
  refusedInRow: number
}

export interface SweptTarget {
  target: Target
  labels: Buffer
}

/** After so many lost questions in a row, without one answer between them, a list is not asked any more in this sweep. */
const LOST_MAX = 3
const REFUSED_MAX = 5

/**
 * One list and one kind of target in a sweep: its self-test first, then its targets one after the other. A list that falls
 * quiet is held until the questions on their way are answered or given up, so that a silent one costs a few questions.
 */
export class Lane {
  readonly list: Blocklist
  readonly kind: TargetKind
  readonly targets: readonly SweptTarget[]
  readonly zone: Buffer
  readonly read: (outcome: DnsOutcome) => Reading
  readonly ways: Way[]
  readonly queue: Ask[] = []
  phase: 'untested' | 'testing' | 'open' = 'untested'
  testedAt = 0
  cursor = 0
  onHealth: (resolver: number, reason: UnknownReason | null) => void = () => {}

  constructor(list: Blocklist, kind: TargetKind, targets: readonly SweptTarget[], keys: BlocklistKeys, resolvers: number) {
    this.list = list
    this.kind = kind
    this.targets = targets
    this.read = answerReader(list)
    const asked = zoneToAsk(list, keys)
    this.zone = 'zone' in asked ? labelsOf(asked.zone) : Buffer.alloc(0)
    const unfit: Unfit | null = 'reason' in asked ? { reason: asked.reason, codes: [], meaning: null } : null
    this.ways = Array.from({ length: resolvers }, () => ({ unfit, waiting: 0, quietSince: 0, lostInRow: 0, refusedInRow: 0 }))
    if (unfit) this.phase = 'open'
  }

  get isUnfit(): boolean {
    for (const way of this.ways) {
      if (way.unfit === null) return false
    }
    return true
  }

  get isDone(): boolean {
    return this.cursor >= this.targets.length
  }

  /** Whether the next target has to wait for what is on its way. */
  isHeld(now: number, quietMs: number): boolean {
    for (const { unfit, waiting, quietSince, lostInRow } of this.ways) {
      if (unfit === null && waiting > 0 && (now - quietSince > quietMs || (lostInRow > 0 && waiting >= LOST_MAX - lostInRow))) return true
    }
    return false
  }

  noteSent(resolver: number, now: number): void {
    const way = this.ways[resolver] as Way
    if (way.waiting++ === 0) way.quietSince = now
  }

  noteOutcome(resolver: number, outcome: DnsOutcome, now: number): void {
    const way = this.ways[resolver] as Way
    way.waiting--
    if ('failure' in outcome && outcome.failure !== 'tcp') way.lostInRow++
    else {
      way.quietSince = now
      way.lostInRow = 0
    }
    if (this.phase === 'open' && way.unfit === null && way.lostInRow >= LOST_MAX) this.giveUp(resolver, { reason: 'gave-up', codes: [], meaning: null })
  }

  /** A list that begins to refuse in the middle of a sweep is left in peace. */
  noteReading(resolver: number, reading: Reading): void {
    const way = this.ways[resolver] as Way
    const isRefusal = reading.reason === 'refused' || reading.reason === 'administrative'
    way.refusedInRow = isRefusal ? way.refusedInRow + 1 : 0
    if (isRefusal && way.refusedInRow >= REFUSED_MAX && way.unfit === null) this.giveUp(resolver, { reason: reading.reason ?? 'refused', codes: reading.codes, meaning: reading.meaning })
  }

  giveUp(resolver: number, unfit: Unfit): void {
    const way = this.ways[resolver] as Way
    way.unfit = unfit
    this.onHealth(resolver, unfit.reason)
  }
}
