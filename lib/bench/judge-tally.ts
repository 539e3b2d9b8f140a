import type { LogTally, Outcomes } from '../agent/logs/scan/tally.ts'
import { receiverOf } from '../receivers/receiver-of.ts'
import type { LogTruth } from './generators/log-writer.ts'

export type Verdict = { wrong: number; of: number }

/** The ids of the catalogue for the names of the generators. */
const CATALOGUE_IDS: Record<string, string> = {
  google: 'google', microsoft: 'microsoft-consumer', gmx: 'united-internet', yahoo: 'yahoo', tonline: 't-online', apple: 'apple', local: 'local',
}
/** The generator's name for thousands of small receivers together. */
const OTHER = 'other'

/** How many accounts, receivers and sums of a tally differ from the truth. */
export function judgeTally(tally: LogTally, truth: LogTruth): Verdict {
  const accounts = differing(tally.accounts, truth.accounts)
  const wanted = renamed(truth.receivers, (name) => CATALOGUE_IDS[name] ?? receiverOf(name) ?? name)
  const found = renamed(tally.receivers, (id) => (id in wanted || !(OTHER in wanted) ? id : OTHER))
  const sums = [tally.lines === truth.lines, tally.unparsed === 0, JSON.stringify(tally.results) === JSON.stringify(truth.results)]
  return { wrong: accounts + differing(found, wanted) + sums.filter((isRight) => !isRight).length, of: Object.keys(truth.accounts).length }
}

function differing(found: Record<string, Outcomes>, wanted: Record<string, Outcomes>): number {
  const names = new Set([...Object.keys(found), ...Object.keys(wanted)])
  return [...names].filter((name) => String(found[name]) !== String(wanted[name])).length
}

function renamed(receivers: Record<string, Outcomes>, nameOf: (name: string) => string): Record<string, Outcomes> {
  const all: Record<string, Outcomes> = {}
  for (const [name, [sent, deferred, bounced]] of Object.entries(receivers)) {
    const sums = (all[nameOf(name)] ??= [0, 0, 0])
    sums[0] += sent
    sums[1] += deferred
    sums[2] += bounced
  }
  return all
}
