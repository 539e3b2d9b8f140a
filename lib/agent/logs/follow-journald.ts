import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import * as z from 'zod'

export type JournalLines = { lines: string[]; cursor: string }
export type FollowJournaldOptions = {
  /** Where reading stood; null: from the present end. */
  cursor: string | null
  take(batch: JournalLines): Promise<void>
  signal: AbortSignal
  program?: string
}

// A message with bytes that are not UTF-8 comes as an array of bytes (systemd.journal-fields(7), journalctl -o json).
const entry = z.object({
  __CURSOR: z.string(),
  __REALTIME_TIMESTAMP: z.string().regex(/^\d+$/),
  _HOSTNAME: z.string().default('localhost'),
  SYSLOG_IDENTIFIER: z.string(),
  SYSLOG_PID: z.string().optional(),
  _PID: z.string().optional(),
  MESSAGE: z.union([z.string(), z.array(z.number().int().min(0).max(255)), z.null()]),
})

const MAIL_FACILITY = 'SYSLOG_FACILITY=2'

/**
 * Follows the mail lines of the journal until the signal aborts, for hosts whose Postfix writes no log file. Lines come
 * in the form of a syslog file with an ISO stamp. Throws when journalctl cannot be started or ends by itself.
 */
export async function followJournald({ cursor, take, signal, program = 'journalctl' }: FollowJournaldOptions): Promise<void> {
  const begin = cursor === null ? ['--lines=0'] : [`--after-cursor=${cursor}`, '--no-tail']
  const child = spawn(program, ['--follow', '--output=json', '--all', ...begin, MAIL_FACILITY], { stdio: ['ignore', 'pipe', 'pipe'] })
  const failed = once(child, 'error').then(([cause]) => {
    throw new Error(`${program} cannot be started`, { cause })
  })
  failed.catch(() => {})
  const stop = () => child.kill()
  signal.addEventListener('abort', stop, { once: true })
  if (signal.aborted) stop()

  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString('utf8')).slice(-500)))
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const read = lineOfJournalEntry(line)
      if (read) await take({ lines: read.line === null ? [] : [read.line], cursor: read.cursor })
      if (signal.aborted) return
    }
    if (!signal.aborted) await Promise.race([failed, Promise.reject(new Error(`${program} ended: ${said.trim()}`))])
  } finally {
    signal.removeEventListener('abort', stop)
    child.kill()
  }
}

/** One JSON entry of the journal as the log line syslog would have written; null for what is no such entry. */
export function lineOfJournalEntry(json: string): { line: string | null; cursor: string } | null {
  const parsed = entry.safeParse(parseJson(json))
  if (!parsed.success) return null

  const { MESSAGE: message, ...fields } = parsed.data
  if (message === null) return { line: null, cursor: fields.__CURSOR }
  const at = new Date(Number(fields.__REALTIME_TIMESTAMP) / 1000).toISOString()
  const text = typeof message === 'string' ? message : Buffer.from(message).toString('latin1')
  const program = `${fields.SYSLOG_IDENTIFIER}[${fields.SYSLOG_PID ?? fields._PID ?? '0'}]`
  return { line: `${at} ${fields._HOSTNAME} ${program}: ${text}`, cursor: fields.__CURSOR }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
