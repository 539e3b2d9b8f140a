import { spawn } from 'node:child_process'
import { blocksOf, type LogPart } from './log-parts.ts'

const MAIL_FACILITY = 'SYSLOG_FACILITY=2'

/** The mail lines of the journal, for hosts whose mail server writes no log file; in the form of a syslog file. */
export function journaldPart(program: string): LogPart {
  return {
    name: program,
    firstAt: null,
    async *blocks(_direction, fromAt, toAt) {
      const bounds = [...(Number.isFinite(fromAt) ? [`--since=${stampOf(fromAt)}`] : []), ...(Number.isFinite(toAt) ? [`--until=${stampOf(toAt)}`] : [])]
      const child = spawn(program, ['--no-pager', '--quiet', '--utc', '--output=short-iso-precise', ...bounds, MAIL_FACILITY], { stdio: ['ignore', 'pipe', 'ignore'] })
      const failed = new Promise<never>((_, reject) => child.once('error', reject))
      failed.catch(() => undefined)
      try {
        yield* blocksOf(child.stdout)
        // A program that cannot be started only shows by its error.
        await Promise.race([failed, new Promise((resolve) => setImmediate(resolve))])
      } finally {
        child.kill()
      }
    },
    close: async () => undefined,
  }
}

/** systemd.time(7). */
function stampOf(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`
}
