import type { Check, CheckId, CheckState, PortProbe, PortRole, TlsMode } from '../protocol/probes.ts'

/** Ports a mail host is looked at when none is named. */
export const USUAL_PORTS = [25, 587, 465] as const
export const TIMEOUT_MS = 30_000

/** 587 and 465 are for customers (RFC 6409, RFC 8314); any other port takes mail as 25 does. */
export function roleOf(port: number): PortRole {
  return port === 587 || port === 465 ? 'submission' : 'exchange'
}

export function tlsModeOf(port: number): TlsMode {
  return port === 465 ? 'implicit' : 'starttls'
}

const STARTTLS_ONLY: CheckId[] = ['starttls-offered', 'starttls-not-last', 'starttls-works']
const EXCHANGE_ONLY: CheckId[] = ['refuses-unknown-recipient', 'postmaster-accepted', 'abuse-accepted', 'reverse-dns', 'helo-name']

/** Whether a check applies to a port; one that does not is left out of the answer. */
export function applies(id: CheckId, { port, tls, role = roleOf(port) }: { port: number; tls: TlsMode; role?: PortRole }): boolean {
  if (id === 'implicit-tls') return tls === 'implicit'
  if (STARTTLS_ONLY.includes(id)) return tls === 'starttls'
  return !EXCHANGE_ONLY.includes(id) || role === 'exchange'
}

/** What several checks come to: one that failed decides, then one that is unknown. */
export function worstState(checks: readonly Pick<Check, 'state'>[]): CheckState {
  if (checks.some(({ state }) => state === 'fail')) return 'fail'
  return checks.length === 0 || checks.some(({ state }) => state === 'unknown') ? 'unknown' : 'pass'
}

/** How an address and a port are written together: `192.0.2.1:25`, `[2001:db8::1]:25`. */
export function placeOf({ address, port }: Pick<PortProbe, 'address' | 'port'>): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`
}
