import { TYPE } from '../dns/write-query.ts'
import type { DnsOutcome } from '../dns/dns-client.ts'
import { combineReadings } from './combine-readings.ts'
import type { Ask, Lane, SweptTarget } from './lane.ts'
import { CLEAR, unknown, type Reading } from './reading.ts'
import type { Sweep } from './sweep.ts'
import type { Evidence } from './sweep-blocklists.ts'
import { withoutKeys } from './zone-to-ask.ts'

const NAME_MAX = 255
const TEXT_MAX = 1_000

/** Takes the lane's next target, puts the questions about it into the lane's queue, and tells the sweep what came of them. */
export function examineTarget(lane: Lane, sweep: Sweep): void {
  const swept = lane.targets[lane.cursor++] as SweptTarget
  const isTooLong = swept.labels.length + lane.zone.length + 1 > NAME_MAX
  new Examination(lane, sweep, swept, lane.ways.map(({ unfit }) => {
    if (isTooLong) return unknown('name-too-long')
    return unfit ? unknown(unfit.reason, unfit.codes, unfit.meaning ?? undefined) : undefined
  })).askNext()
}

/** One target on one list: a class, since a sweep makes tens of thousands and closures would be the most of its work. */
class Examination {
  private readonly lane: Lane
  private readonly sweep: Sweep
  private readonly swept: SweptTarget
  private readonly readings: (Reading | undefined)[]

  constructor(lane: Lane, sweep: Sweep, swept: SweptTarget, readings: (Reading | undefined)[]) {
    this.lane = lane
    this.sweep = sweep
    this.swept = swept
    this.readings = readings
  }

  askNext(): void {
    const isOneByOne = this.sweep.plan.askOthers === 'listed'
    let hasAsked = false
    for (let resolver = 0; resolver < this.readings.length && !(isOneByOne && hasAsked); resolver++) {
      if (this.readings[resolver] !== undefined) continue
      this.lane.queue.push(new AddressAsk(this, resolver, this.swept.labels))
      hasAsked = true
    }
    if (!hasAsked) this.conclude()
  }

  takeOutcome(resolver: number, outcome: DnsOutcome): void {
    const reading = this.lane.read(outcome)
    this.lane.noteReading(resolver, reading)
    this.take(resolver, reading)
  }

  take(resolver: number, reading: Reading): void {
    this.readings[resolver] = reading
    if (this.sweep.plan.askOthers === 'listed') {
      if (reading.state === 'clear') this.conclude()
      else this.askNext()
    } else if (!this.readings.includes(undefined)) this.conclude()
  }

  private conclude(): void {
    const { readings, lane } = this
    const teller = readings.findIndex((each) => each?.state === 'listed' || (each?.reason === 'administrative' && each.codes.length > 0))
    if (teller < 0 || lane.ways[teller]?.unfit) return this.tell(null)
    lane.queue.unshift({ resolver: teller, labels: this.swept.labels, type: TYPE.TXT, done: (outcome) => this.tell(this.textOf(outcome)), leaveOut: () => this.tell(null) })
  }

  private textOf(outcome: DnsOutcome): string | null {
    const texts = 'answer' in outcome ? outcome.answer.texts.filter((each) => each !== '') : []
    return texts.length === 0 ? null : withoutKeys(texts.join(' / '), this.sweep.plan.keys).slice(0, TEXT_MAX)
  }

  private tell(text: string | null): void {
    const { name, kind } = this.swept.target
    const known = this.readings.length === 1 ? (this.readings as Reading[]) : this.readings.filter((each) => each !== undefined)
    const evidence = known.length === 1 && known[0] === CLEAR ? this.sweep.clearAt[this.readings.indexOf(CLEAR)] ?? [] : this.evidence()
    const { state, codes, meaning, reason } = combineReadings(known)
    this.sweep.found({ target: name, kind, list: this.lane.list.id, state, codes, meaning, reason, text, at: this.sweep.moment.at, evidence })
  }

  private evidence(): Evidence[] {
    return this.readings.flatMap((reading, resolver) => (reading ? [{ resolver: this.sweep.plan.clients[resolver]?.resolver.name ?? '', ...reading }] : []))
  }
}

/** The question whether a target is there, to one resolver. */
class AddressAsk implements Ask {
  readonly resolver: number
  readonly labels: Buffer
  readonly type = TYPE.A
  private readonly examination: Examination

  constructor(examination: Examination, resolver: number, labels: Buffer) {
    this.examination = examination
    this.resolver = resolver
    this.labels = labels
  }

  done(outcome: DnsOutcome): void {
    this.examination.takeOutcome(this.resolver, outcome)
  }

  leaveOut(reading: Reading): void {
    this.examination.take(this.resolver, reading)
  }
}
