import type { LockEvidence } from '../../lib/relay-locks/relay-lock.ts'
import { queuedAs, type Answered } from './burst.ts'

export type Crossing = { at: number; acceptedAfter: number }

/**
 * When the message that crossed the limit failed, and how many of the burst were accepted after it. Postfix stamps its
 * log with whole seconds, so the time is taken from the order of lines: the client's own clock at the last message that
 * had been taken into the queue when the crossing line was written. Messages taken after that line count as after.
 */
export function findCrossing(log: string, evidence: LockEvidence, sent: Answered[]): Crossing {
  const line = evidence.excerpts.findLast((excerpt) => excerpt.includes(evidence.crossingQueueId ?? ''))
  const lines = log.split('\n')
  const crossing = lines.indexOf(line ?? '')
  if (crossing === -1 || line === undefined) throw new Error(`the log does not hold the crossing line: ${line}`)

  const taken = new Map(lines.flatMap((line, index) => {
    const [, id] = /qmgr\[\d+\]: (\w+): from=/.exec(line) ?? []
    return id === undefined ? [] : [[id, index] as const]
  }).reverse())
  const before: number[] = []
  let acceptedAfter = 0
  for (const answer of sent.filter(({ accepted }) => accepted)) {
    if ((taken.get(queuedAs(answer)) ?? Infinity) < crossing) before.push(answer.at)
    else acceptedAfter += 1
  }
  return { at: Math.max(...before), acceptedAfter }
}
