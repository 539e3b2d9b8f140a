import type { LogEvent } from '../host/mail-host.ts'

export type Judged = { receiver: string; refusalClass: string | null }

/** Who was to take the mail, and what a refusal means. Null for mail that stays on this host. */
export function judgeAttempt(event: Extract<LogEvent, { kind: 'attempt' }>): Judged | null {
  if (event.isLocal) return null
  const domain = event.recipient.slice(event.recipient.lastIndexOf('@') + 1).toLowerCase()
  const receiver = lastLabels(event.relay ?? domain)
  if (receiver === '') return null
  return { receiver, refusalClass: event.outcome === 'delivered' ? null : event.isUnknownUser ? 'unknown_user' : 'unknown' }
}

function lastLabels(name: string): string {
  return name.split('.').filter((label) => label !== '').slice(-2).join('.').slice(0, 100)
}
