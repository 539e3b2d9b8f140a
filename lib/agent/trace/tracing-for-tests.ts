import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TracedMessage, TraceLine, TraceQuery } from '../../protocol/trace.ts'
import { traceLine } from '../../protocol/trace.ts'
import type { TraceOptions } from '../host/mail-host.ts'
import { eximFormat } from './exim-format.ts'
import { latestTellings } from './latest-tellings.ts'
import type { LogSource } from './log-parts.ts'
import { postfixFormat } from './postfix-format.ts'
import { qmailFormat } from './qmail-format.ts'
import { traceLogs, type TraceSources } from './trace-logs.ts'

export const NOW = new Date('2026-11-24T12:00:00Z')
export const SPAN = { since: '2026-11-24T00:00:00Z', until: '2026-11-24T12:00:00Z', messagesMax: 100 }
const noUsers = { accountOfUid: (uid: number) => (uid === 33 ? 'uid:www-data@vm' : null), uidOf: (account: string) => (account.startsWith('uid:') ? 33 : null), wordOfUid: (account: string) => (account.startsWith('uid:') ? ': uid=33 from=<' : null), asWritten: (recipient: string) => recipient }

export const FORMATS = {
  postfix: postfixFormat({ ...noUsers, accountOfUid: (uid) => noUsers.accountOfUid(uid) ?? `uid:${uid}@vm` }, () => NOW),
  qmail: qmailFormat(noUsers, () => NOW),
  exim: eximFormat(() => NOW),
}
export type FormatName = keyof typeof FORMATS

export type Asked = { lines: TraceLine[]; messages: TracedMessage[]; end: Extract<TraceLine, { kind: 'end' }> }

/** Writes the logs, asks, and puts later tellings in the place of earlier ones, as the desk does. */
export async function ask(format: FormatName, logs: (string | Buffer)[], query: Partial<TraceQuery>, options: Partial<TraceOptions> & Partial<TraceSources> = {}): Promise<Asked> {
  const folder = mkdtempSync(path.join(tmpdir(), 'relayward-trace-'))
  const files = logs.map((log, number) => {
    const file = path.join(folder, `log${number}`)
    writeFileSync(file, log)
    return file
  })
  return askOf({ format: FORMATS[format], logs: files.map((file): LogSource => ({ files: [file] })), ...options }, query, options)
}

export async function askOf(sources: TraceSources, query: Partial<TraceQuery>, options: Partial<TraceOptions> = {}): Promise<Asked> {
  const whole = { ourActs: () => [], limitMs: 60_000, signal: new AbortController().signal, ...options }
  const lines: TraceLine[] = []
  for await (const line of traceLogs({ ...SPAN, ...query } as TraceQuery, sources, whole)) lines.push(traceLine.parse(line))
  const end = lines.at(-1)
  if (end?.kind !== 'end') throw new Error('the answer has no end')
  return { lines, end, messages: latestTellings(lines) }
}

export function wayOf({ steps }: TracedMessage): string[] {
  return steps.map(({ what, queueId, toQueueId, recipient }) => [what, queueId, toQueueId && `→ ${toQueueId}`, recipient].filter(Boolean).join(' '))
}
