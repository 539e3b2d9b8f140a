import { parseArgs } from 'node:util'
import { LOG_FORMATS, tallyLogs, type LogFormat } from '../agent/logs/scan/tally-logs.ts'
import { oldestFirst } from '../agent/logs/scan/oldest-first.ts'
import { relayDomain } from '../agent/logs/scan/relay-domain.ts'
import type { LogTally, Outcomes } from '../agent/logs/scan/tally.ts'
import { receiverOf } from '../receivers/receiver-of.ts'
import { table } from './table.ts'

const USAGE = `relayward parse-log --format ${LOG_FORMATS.join('|')} [--json] [FILE…]

Counts the deliveries in the logs of a mail server: sent, deferred and bounced, by account and by receiver. Files may be
packed with gzip; rotated ones (mail.log mail.log.1 mail.log.2.gz) are read oldest first. Without a file, or for -,
standard input is read. For qmail name the files of qmail-send and those of spamdyke together.

  --json   one object: lines, unparsed, results, accounts, receivers
`
const ROWS_MAX = 20

class WrongUse extends Error {}

type ParseCall = { format: LogFormat; isJson: boolean; files: string[] }

/** `relayward parse-log`: what a mail server's log comes to. Answers the exit code. */
export async function run(args: string[]): Promise<number> {
  if (args.includes('--help')) return print(USAGE)
  try {
    const call = readCall(args)
    const tally = await tallyLogs(call.format, call.files, (relayName) => receiverOf(relayName) ?? relayDomain(relayName))
    return print(call.isJson ? `${JSON.stringify(tally)}\n` : forPeople(tally))
  } catch (error) {
    if (!(error instanceof Error)) throw error
    process.stderr.write(error instanceof WrongUse ? `${error.message}\n\n${USAGE}` : `${error.message}\n`)
    return error instanceof WrongUse ? 2 : 1
  }
}

function readCall(args: string[]): ParseCall {
  const { values, positionals } = parsed(args)
  const format = LOG_FORMATS.find((each) => each === values.format)
  if (!format) throw new WrongUse(`--format is one of ${LOG_FORMATS.join(', ')}`)
  return { format, isJson: values.json ?? false, files: positionals.length > 0 ? oldestFirst(positionals) : ['-'] }
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, options: { format: { type: 'string' }, json: { type: 'boolean' } }, allowPositionals: true })
  } catch (error) {
    throw new WrongUse(error instanceof Error ? error.message : String(error))
  }
}

function forPeople({ lines, unparsed, results, accounts, receivers }: LogTally): string {
  const all = table([{ lines, unparsed, ...results }])
  return `${all}\n${counts('account', accounts)}\n${counts('receiver', receivers)}`
}

/** The names with most deliveries; the rest is told by number. */
function counts(head: string, names: Record<string, Outcomes>): string {
  const sorted = Object.entries(names).sort(([, a], [, b]) => sum(b) - sum(a))
  const shown = sorted.slice(0, ROWS_MAX).map(([name, [sent, deferred, bounced]]) => ({ [head]: printable(name), sent, deferred, bounced }))
  const left = sorted.length - shown.length
  return `${sorted.length === 0 ? `no ${head}\n` : table(shown)}${left > 0 ? `… and ${left} more (--json has all)\n` : ''}`
}

/** A stranger's name must not drive the terminal. */
function printable(name: string): string {
  return name.replace(/\p{C}/gu, '?')
}

function sum(outcomes: Outcomes): number {
  return outcomes[0] + outcomes[1] + outcomes[2]
}

function print(words: string): number {
  process.stdout.write(words)
  return 0
}
