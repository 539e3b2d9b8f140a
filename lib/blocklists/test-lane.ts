import { randomBytes } from 'node:crypto'
import { labelsOf } from '../dns/domain-name.ts'
import { TYPE } from '../dns/write-query.ts'
import type { Lane } from './lane.ts'
import type { Reading } from './reading.ts'
import { judgeSelfTest, selfTestOf } from './self-test.ts'
import type { Sweep } from './sweep.ts'

/** Asks a list's test points at every resolver that is still believed; the lane opens when all of them are judged. */
export function testLane(lane: Lane, sweep: Sweep): void {
  lane.phase = 'testing'
  const test = selfTestOf(lane.list, lane.kind, randomBytes(16))
  const judged = [...lane.ways.keys()].filter((resolver) => lane.ways[resolver]?.unfit === null).map((resolver) => testAt(resolver))
  void Promise.all(judged).then(() => {
    lane.phase = 'open'
    lane.testedAt = performance.now()
    sweep.pumpSoon()
  })

  async function testAt(resolver: number): Promise<void> {
    const [listed, ...clear] = await Promise.all([test.listed, ...test.clear].map((name) => ask(resolver, name)))
    const doesInvent = await sweep.inventing[resolver]
    const unfit = doesInvent ? ({ reason: 'resolver-invents', codes: [], meaning: null } as const) : judgeSelfTest(listed as Reading, clear)
    if (unfit) lane.giveUp(resolver, unfit)
    else lane.onHealth(resolver, null)
  }

  function ask(resolver: number, name: string): Promise<Reading> {
    return new Promise((resolve) => {
      lane.queue.push({ resolver, labels: labelsOf(name), type: TYPE.A, done: (outcome) => resolve(lane.read(outcome)), leaveOut: resolve })
    })
  }
}
