import type { LogTally, Outcomes } from '../agent/logs/scan/tally.ts'
import type { LogTruth } from './generators/log-writer.ts'

export type Verdict = { wrong: number; of: number }

/** The Postfix generator's names of receivers, by the domain that our readers know them by where there is no catalogue. */
const RECEIVERS: Record<string, string> = {
  'google.com': 'google', 'outlook.com': 'microsoft', 'gmx.net': 'gmx', 'yahoodns.net': 'yahoo', 't-online.de': 'tonline', 'icloud.com': 'apple', local: 'local',
}

/** How many accounts, receivers and sums of a tally differ from the truth. */
export function judgeTally(tally: LogTally, truth: LogTruth): Verdict {
  const accounts = differing(tally.accounts, truth.accounts)
  const found = 'other' in truth.receivers ? byGeneratorName(tally.receivers) : tally.receivers
  const receivers = differing(found, truth.receivers)
  const sums = [tally.lines === truth.lines, tally.unparsed === 0, JSON.stringify(tally.results) === JSON.stringify(truth.results)]
  return { wrong: accounts + receivers + sums.filter((isRight) => !isRight).length, of: Object.keys(truth.accounts).length }
}

function differing(found: Record<string, Outcomes>, wanted: Record<string, Outcomes>): number {
  const names = new Set([...Object.keys(found), ...Object.keys(wanted)])
  return [...names].filter((name) => String(found[name]) !== String(wanted[name])).length
}

function byGeneratorName(receivers: Record<string, Outcomes>): Record<string, Outcomes> {
  const named: Record<string, Outcomes> = {}
  for (const [id, [sent, deferred, bounced]] of Object.entries(receivers)) {
    const sums = (named[RECEIVERS[id] ?? 'other'] ??= [0, 0, 0])
    sums[0] += sent
    sums[1] += deferred
    sums[2] += bounced
  }
  return named
}
