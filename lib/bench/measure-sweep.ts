import { readListFile } from '../blocklists/list-file.ts'
import { sweepBlocklists, type BlocklistCheck } from '../blocklists/sweep-blocklists.ts'
import { readAddress, type Target } from '../blocklists/target.ts'
import type { Rbldnsd } from './start-rbldnsd.ts'

const SELF_TEST = 3

export interface SweepCost {
  seconds: number
  checks: number
  /** All that was asked: a text for each listing and three self-tests for each list too. */
  questions: number
  /** Unknown although the list answers. */
  lost: number
  /** Listed and not there, clear and there, or a word about a list that says nothing. */
  wrong: number
}

/** One whole sweep: sockets, self-tests, questions, texts. */
export async function measureSweep({ addresses, names, truth, rbldnsd, timeoutMs }: { addresses: string[]; names: string[]; truth: Set<string>; rbldnsd: Rbldnsd; timeoutMs: number }): Promise<SweepCost> {
  const { lists } = readListFile(JSON.stringify(names.map((zone) => ({ zone, kind: ['ip4'] }))))
  const targets = addresses.map((each) => readAddress(each) as Target)
  const cost: SweepCost = { seconds: 0, checks: 0, questions: 0, lost: 0, wrong: 0 }
  const begun = performance.now()
  const checks: BlocklistCheck[] = []
  for await (const some of sweepBlocklists(targets, lists, [{ name: 'rbldnsd', address: rbldnsd.address, port: rbldnsd.port }], { timeoutMs })) checks.push(...some)
  cost.seconds = (performance.now() - begun) / 1000
  cost.checks = checks.length
  cost.questions = checks.length + checks.filter(({ state }) => state === 'listed').length + SELF_TEST * names.length
  for (const check of checks) {
    const isSilent = check.list.startsWith('silent')
    if (isSilent ? check.state !== 'unknown' : check.state !== 'unknown' && (check.state === 'listed') !== truth.has(`${check.target} ${check.list}`)) cost.wrong++
    else if (!isSilent && check.state === 'unknown') cost.lost++
  }
  if (cost.checks !== addresses.length * names.length) cost.lost += addresses.length * names.length - cost.checks
  return cost
}
