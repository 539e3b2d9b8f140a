import { causesThatStand, type DossierCause } from './dossier.ts'

/** What fits the trouble, as pages tell it. Times as ISO text. */
export type CauseLine = { kind: 'lock'; at: string; state: string; messages: number | null; stands: boolean } | { kind: 'check'; at: string; check: string; host: string; stands: true }

export function causeLines(causes: DossierCause[]): CauseLine[] {
  const standing = new Set(causesThatStand(causes))
  return causes.map((cause) => (cause.kind === 'lock'
    ? { kind: 'lock', at: cause.lockedAt.toISOString(), state: cause.state, messages: cause.messages, stands: standing.has(cause) }
    : { kind: 'check', at: cause.since.toISOString(), check: cause.check, host: cause.host, stands: true }))
}
