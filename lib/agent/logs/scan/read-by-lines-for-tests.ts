import { parsePostfixLine } from '../postfix-line.ts'
import { accountOfSaslName } from '../postfix-events.ts'
import type { LogTally, Outcomes } from './tally.ts'

const NOW = new Date('2026-11-24T06:00:00Z')
const COLUMNS = { sent: 0, deferred: 1, bounced: 2 } as const

/** Results and accounts as the exact reader of single lines has them: what the reader on bytes must come to as well. */
export function tallyByLines(lines: string[]): Pick<LogTally, 'results' | 'accounts'> {
  const queue = new Map<string, string | null>()
  const results = { sent: 0, deferred: 0, bounced: 0 }
  const accounts: Record<string, Outcomes> = {}
  const count = (id: string, outcome: keyof typeof COLUMNS) => {
    results[outcome]++
    const account = queue.get(id) ?? null
    if (account !== null) (accounts[account] ??= [0, 0, 0])[COLUMNS[outcome]]++
  }

  for (const line of lines) {
    const fact = parsePostfixLine(line, NOW)?.fact
    switch (fact?.kind) {
      case 'client':
        queue.set(fact.id, accountOfSaslName(fact.saslName))
        break
      case 'pickup':
        queue.set(fact.id, fact.originalId === null ? accountOfSaslName(fact.sender) : (queue.get(fact.originalId) ?? null))
        break
      case 'delivery':
        count(fact.id, fact.status)
        break
      case 'expired':
        count(fact.id, 'bounced')
        break
      case 'bounce':
        queue.delete(fact.bounceId)
        break
      case 'removed':
        queue.delete(fact.id)
        break
      case 'moved-by-hand':
        if (fact.what === 'removed') queue.delete(fact.id)
    }
  }
  return { results, accounts }
}
