import { createWriteStream } from 'node:fs'
import { access, constants, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { accountOfSpelling } from '../agent/logs/scan/account-spelling.ts'
import { oldestFirst, stemOf } from '../agent/logs/scan/oldest-first.ts'
import { LOG_FORMATS, type LogFormat } from '../agent/logs/scan/tally-logs.ts'
import { eximFormat } from '../agent/trace/exim-format.ts'
import { latestTellings } from '../agent/trace/latest-tellings.ts'
import type { LogSource } from '../agent/trace/log-parts.ts'
import { postfixFormat } from '../agent/trace/postfix-format.ts'
import { qmailFormat } from '../agent/trace/qmail-format.ts'
import type { TraceFormat } from '../agent/trace/trace-format.ts'
import { traceLogs } from '../agent/trace/trace-logs.ts'
import { accountName, queueId } from '../protocol/primitives.ts'
import type { TracedMessage, TraceLine, TraceQuery } from '../protocol/trace.ts'
import { table } from './table.ts'

const USAGE = `relayward trace --format ${LOG_FORMATS.join('|')} [--message-id M] [--queue-id Q] [--account A] [--sender S] [--recipient R]
                [--since T] [--until T] [--json] [FILE…]

Tells where a mail is: its way through the logs, under all ids it had. All that is given must fit; one of the five must be
given. T is a time as 2026-11-24T10:00:00Z or so long ago: 30m, 2h, 3d. Files may be packed with gzip; rotated ones may
come in any order. Without a file, or for -, standard input is read. For qmail name the files of qmail-send and those of
spamdyke together. Exit code 0: found; 1: nothing found; 2: wrong use.

  --json   one line for each message: messageId, queueIds, account, sender, recipient, recipients, steps, fate
`
/** More is a question for parse-log. */
const MESSAGES_MAX = 5000
const LIMIT_MS = 600_000
const UNITS: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }
const BEGINNING = '1970-01-01T00:00:00.000Z'
const NO_END = '9999-12-31T23:59:59.999Z'

class WrongUse extends Error {}

type TraceCall = { format: LogFormat; isJson: boolean; files: string[]; query: TraceQuery }

/** `relayward trace`: where a mail is, out of log files. Answers the exit code. */
export async function run(args: string[]): Promise<number> {
  if (args.includes('--help')) return print(USAGE, 0)
  try {
    const call = readCall(args, new Date())
    const lines = await withFiles(call.files, (files) => collect(call, files))
    const messages = latestTellings(lines).sort((a, b) => startOf(a) - startOf(b))
    const end = lines.at(-1)
    if (end?.kind === 'end') warn(end)
    if (messages.length === 0) process.stderr.write('nothing found\n')
    return print(messages.map((message) => (call.isJson ? `${JSON.stringify(asJson(message, call.query))}\n` : forPeople(message))).join(call.isJson ? '' : '\n'), messages.length > 0 ? 0 : 1)
  } catch (error) {
    if (!(error instanceof WrongUse)) throw error
    process.stderr.write(`${error.message}\n\n${USAGE}`)
    return 2
  }
}

function readCall(args: string[], now: Date): TraceCall {
  const { values, positionals } = parsed(args)
  const format = LOG_FORMATS.find((each) => each === values.format)
  if (!format) throw new WrongUse(`--format is one of ${LOG_FORMATS.join(', ')}`)
  const wanted = {
    messageId: values['message-id'], queueId: values['queue-id'], account: values.account?.toLowerCase(), sender: values.sender, recipient: values.recipient,
  }
  if (Object.values(wanted).every((value) => value === undefined)) throw new WrongUse('say what is looked for: --message-id, --queue-id, --account, --sender or --recipient')
  for (const [name, value] of Object.entries(wanted)) if (value?.trim() === '') throw new WrongUse(`${name} is empty`)
  if (wanted.queueId !== undefined && !queueId.safeParse(wanted.queueId).success) throw new WrongUse(`${wanted.queueId} is no queue id`)
  if (wanted.account !== undefined && !accountName.safeParse(wanted.account).success) throw new WrongUse(`${wanted.account} is no account name`)
  const given = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined))
  const since = values.since === undefined ? BEGINNING : readTime('--since', values.since, now)
  const until = values.until === undefined ? NO_END : readTime('--until', values.until, now)
  if (since > until) throw new WrongUse('--since is later than --until')
  return { format, isJson: values.json ?? false, files: positionals.length > 0 ? oldestFirst(positionals) : ['-'], query: { ...given, since, until, messagesMax: MESSAGES_MAX } }
}

function parsed(args: string[]) {
  const text = { type: 'string' } as const
  const options = { format: text, 'message-id': text, 'queue-id': text, account: text, sender: text, recipient: text, since: text, until: text, json: { type: 'boolean' } } as const
  try {
    return parseArgs({ args, options, allowPositionals: true })
  } catch (error) {
    throw new WrongUse(error instanceof Error ? error.message : String(error))
  }
}

function readTime(option: string, text: string, now: Date): string {
  const [, number, unit = ''] = /^(\d{1,6})([smhd])$/.exec(text) ?? []
  if (number !== undefined) return new Date(now.getTime() - Number(number) * (UNITS[unit] ?? 0)).toISOString()
  const at = /^\d{4}-\d\d-\d\d/.test(text) ? new Date(text) : new Date(Number.NaN)
  if (Number.isNaN(at.getTime())) throw new WrongUse(`${option} ${text}: a time as 2026-11-24T10:00:00Z, or so long ago as 2h`)
  return at.toISOString()
}

/** A search reads more than once and backwards; what comes in a stream is put into a file first. */
async function withFiles<T>(files: string[], use: (files: string[]) => Promise<T>): Promise<T> {
  for (const file of files) if (file !== '-') await access(file, constants.R_OK).catch(() => Promise.reject(new WrongUse(`${file} cannot be read`)))
  if (!files.includes('-')) return use(files)
  const folder = await mkdtemp(path.join(tmpdir(), 'relayward-trace-'))
  try {
    const spooled = path.join(folder, 'stdin')
    await pipeline(process.stdin, createWriteStream(spooled, { mode: 0o600 }))
    return await use(files.map((file) => (file === '-' ? spooled : file)))
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function collect({ format, query }: TraceCall, files: string[]): Promise<TraceLine[]> {
  const stems = [...new Set(files.map(stemOf))]
  const logs = stems.map((stem): LogSource => ({ files: files.filter((file) => stemOf(file) === stem) }))
  const lines: TraceLine[] = []
  const options = { ourActs: () => [], limitMs: LIMIT_MS, signal: new AbortController().signal }
  for await (const line of traceLogs(query, { format: formatOf(format, () => new Date()), logs }, options)) lines.push(line)
  return lines
}

/** A log file alone does not name the host's users: mail of a local program is told by its sender, as parse-log does. */
function formatOf(format: LogFormat, now: () => Date): TraceFormat {
  switch (format) {
    case 'postfix':
      return postfixFormat({ accountOfUid: (_uid, sender) => accountOfSpelling(sender), wordOfUid: (account) => ` from=<${account}>` }, now)
    case 'qmail':
      return qmailFormat({ accountOfUid: () => null, uidOf: () => null, asWritten: (recipient) => recipient }, now)
    case 'exim':
      return eximFormat(now)
  }
}

function warn({ unreadFiles, isCut }: Extract<TraceLine, { kind: 'end' }>): void {
  for (const file of unreadFiles) process.stderr.write(`${file} cannot be read\n`)
  if (isCut) process.stderr.write(`there is more than is shown; ask for less\n`)
}

function asJson({ messageId, queueIds, account, sender, recipients, steps, fate, size, nextTryAt }: TracedMessage, { recipient: asked }: TraceQuery) {
  return { messageId, queueIds, account, sender, recipient: asked ?? recipients[0]?.address ?? null, recipients, steps, fate, size, nextTryAt }
}

function forPeople({ messageId, queueIds, account, sender, recipients, steps, fate, nextTryAt }: TracedMessage): string {
  const head = table([{ 'Message-ID': shown(messageId), account: shown(account), sender: shown(sender), fate, 'next try': nextTryAt }])
  const to = table(recipients.map(({ address, fate }) => ({ recipient: shown(address), fate })))
  const way = table(steps.map(({ at, what, queueId, toQueueId, recipient, host, reply }) => ({ at, what, id: toQueueId ? `${queueId} → ${toQueueId}` : queueId, recipient: shown(recipient), host: shown(host), reply: shown(reply) })))
  return `${queueIds.join(' ')}\n${head}${recipients.length > 0 ? to : ''}${way}`
}

/** A stranger's text must not drive the terminal. */
function shown(text: string | null): string | null {
  return text === null ? null : text.replace(/\p{C}/gu, '?')
}

function startOf({ steps }: TracedMessage): number {
  return Date.parse(steps[0]?.at ?? '')
}

function print(words: string, code: number): number {
  process.stdout.write(words)
  return code
}
