import type { EximInstance } from './exim-options.ts'

export type EximFinding = { id: 'recipients-not-logged' | 'sending-ip-not-logged'; message: string; cure: string }

/** What the log does not tell although the agent would use it. */
export function checkLogSelector({ logSelector, remoteTransports }: Pick<EximInstance, 'logSelector' | 'remoteTransports'>): EximFinding[] {
  const has = (word: string) => new RegExp(`\\+(?:${word}|all)(?:\\s|\\+|$)`).test(logSelector) && !new RegExp(`-${word}(?:\\s|$)`).test(logSelector)
  const findings: EximFinding[] = []
  if (!has('received_recipients')) {
    findings.push({
      id: 'recipients-not-logged', cure: 'add +received_recipients to log_selector',
      message: 'the log does not say how many recipients a mail has: one that is delivered at once counts as one recipient',
    })
  }
  const unbound = remoteTransports.filter(({ bindAddress }) => bindAddress === null).map(({ name }) => name)
  if (!has('outgoing_interface') && unbound.length > 0) {
    findings.push({
      id: 'sending-ip-not-logged', cure: 'add +outgoing_interface to log_selector, or give each transport one interface',
      message: `nobody can tell from which address mail of ${unbound.join(', ')} was sent`,
    })
  }
  return findings
}
