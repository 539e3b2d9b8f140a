import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs'
import type { LogTally, Outcomes } from '../../agent/logs/scan/tally.ts'

const BLOCK_CHARACTERS = 4_000_000

export type Outcome = 'sent' | 'deferred' | 'bounced'
/** What a line means: a delivery to a receiver, for an account or (`''`) for nobody. */
export type Meaning = { outcome: Outcome; receiver: string; account: string }
/** What a generated log truly holds. */
export type LogTruth = Omit<LogTally, 'unparsed'>

/** Collects lines by second, writes them in their order and counts what was really written. */
export type LogWriter = {
  put(second: number, line: string, meaning?: Meaning): void
  /** Writes all lines of this second, at most up to the wanted number. */
  write(second: number): void
  isFull(): boolean
  end(truthFile: string): void
}

export function createLogWriter(file: string, linesMax: number, stamp: (second: number) => string): LogWriter {
  const seconds = new Map<number, { line: string; meaning: Meaning | undefined }[]>()
  const truth: LogTruth = { lines: 0, results: { sent: 0, deferred: 0, bounced: 0 }, accounts: {}, receivers: {} }
  const fd = openSync(file, 'w')
  let block = ''

  const put: LogWriter['put'] = (second, line, meaning) => {
    const lines = seconds.get(second)
    if (lines) lines.push({ line, meaning })
    else seconds.set(second, [{ line, meaning }])
  }
  const flush = () => {
    writeSync(fd, block)
    block = ''
  }
  const write = (second: number) => {
    for (const { line, meaning } of seconds.get(second) ?? []) {
      if (truth.lines === linesMax) break
      block += `${stamp(second)}${line}\n`
      truth.lines++
      if (meaning) count(truth, meaning)
    }
    seconds.delete(second)
    if (block.length > BLOCK_CHARACTERS) flush()
  }
  const end = (truthFile: string) => {
    flush()
    closeSync(fd)
    writeFileSync(truthFile, JSON.stringify(truth))
  }
  return { put, write, isFull: () => truth.lines >= linesMax, end }
}

const COLUMNS = { sent: 0, deferred: 1, bounced: 2 } as const

function count(truth: LogTruth, { outcome, receiver, account }: Meaning): void {
  truth.results[outcome]++
  countIn(truth.receivers, receiver, outcome)
  if (account !== '') countIn(truth.accounts, account, outcome)
}

function countIn(names: Record<string, Outcomes>, name: string, outcome: Outcome): void {
  const outcomes = (names[name] ??= [0, 0, 0])
  outcomes[COLUMNS[outcome]]++
}
