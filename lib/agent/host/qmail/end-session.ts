import { readFileSync, statSync } from 'node:fs'

const SESSION_PROGRAMS = new Set(['spamdyke', 'qmail-smtpd', 'tcp-env', 'relaylock', 'rblsmtpd'])

/**
 * TERM to one SMTP session. tcpserver starts sessions without a throttle, and mail not acknowledged is not queued, so
 * this harms nobody (other than with Postfix). Does nothing unless the process is an SMTP session that was there when
 * its line was logged: pids are used again.
 */
export function endSession(pid: number, seenAt: Date): void {
  try {
    const name = readFileSync(`/proc/${pid}/comm`, 'utf8').trim()
    const isOlderThanItsLine = statSync(`/proc/${pid}`).ctimeMs <= seenAt.getTime() + 1000
    if (SESSION_PROGRAMS.has(name) && isOlderThanItsLine) process.kill(pid, 'SIGTERM')
  } catch (error) {
    // Ended by itself meanwhile, which is what was wanted.
    const code = (error as NodeJS.ErrnoException).code
    if (code !== 'ENOENT' && code !== 'ESRCH') throw error
  }
}
