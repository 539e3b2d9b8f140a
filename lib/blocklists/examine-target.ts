import { TYPE } from '../dns/write-query.ts'
import type { DnsOutcome } from '../dns/dns-client.ts'
import { combineReadings } from './combine-readings.ts'
import type { Lane, SweptTarget } from './lane.ts'
import { CLEAR, unknown, type Reading } from './reading.ts'
import type { Sweep } from './sweep.ts'
import type { Evidence } from './sweep-blocklists.ts'
import { withoutKeys } from './zone-to-ask.ts'

const NAME_MAX = 255
const TEXT_MAX = 1_000

/** Takes the lane's next target, puts the questions about it into the lane's queue, and tells the sweep what came of them. */
export function examineTarget(lane: Lane, sweep: Sweep): void {
  const { target, labels } = lane.targets[lane.cursor++] as SweptTarget
  const { clients, keys, askOthers } = sweep.plan
  const isTooLong = labels.length + lane.zone.length + 1 > NAME_MAX
  const readings: (Reading | undefined)[] = lane.ways.map(({ unfit }) => {
    if (isTooLong) return unknown('name-too-long')
    return unfit ? unknown(unfit.reason, unfit.codes, unfit.meaning ?? undefined) : undefined
  })
  askNext()

  function askNext(): void {
    const open = [...readings.keys()].filter((resolver) => readings[resolver] === undefined)
    if (open.length === 0) return conclude()
    for (const resolver of askOthers === 'always' ? open : open.slice(0, 1)) ask(resolver)
  }

  function ask(resolver: number): void {
    const take = (reading: Reading) => {
      readings[resolver] = reading
      if (askOthers === 'listed' && reading.state === 'clear') conclude()
      else if (askOthers === 'listed' || readings.every((each) => each !== undefined)) askNext()
    }
    lane.queue.push({
      resolver, labels, type: TYPE.A, skip: take,
      done: (outcome) => {
        const reading = lane.read(outcome)
        lane.noteReading(resolver, reading)
        take(reading)
      },
    })
  }

  function conclude(): void {
    const teller = readings.findIndex((each) => each?.state === 'listed' || (each?.reason === 'administrative' && each.codes.length > 0))
    if (teller < 0 || lane.ways[teller]?.unfit) tell(null)
    else askText(teller)
  }

  function askText(resolver: number): void {
    lane.queue.unshift({ resolver, labels, type: TYPE.TXT, done: (outcome) => tell(textOf(outcome)), skip: () => tell(null) })
  }

  function textOf(outcome: DnsOutcome): string | null {
    const texts = 'answer' in outcome ? outcome.answer.texts.filter((each) => each !== '') : []
    return texts.length === 0 ? null : withoutKeys(texts.join(' / '), keys).slice(0, TEXT_MAX)
  }

  function tell(text: string | null): void {
    const known = readings.filter((each) => each !== undefined)
    const evidence = known.length === 1 && known[0] === CLEAR ? sweep.clearAt[readings.indexOf(CLEAR)] ?? [] : evidenceOf()
    const { state, codes, meaning, reason } = combineReadings(known)
    sweep.found({ target: target.name, kind: target.kind, list: lane.list.id, state, codes, meaning, reason, text, at: new Date(), evidence })
  }

  function evidenceOf(): Evidence[] {
    return readings.flatMap((reading, resolver) => (reading ? [{ resolver: clients[resolver]?.resolver.name ?? '', ...reading }] : []))
  }
}
