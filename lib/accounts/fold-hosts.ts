/** What folding looks at; see AccountHost in account-standing-views.ts. */
type Standing = { name: string; isSilent: boolean; wanted: string | null; found: string | null; isBehind: boolean; queued: number | null }

/** One line of the list: a host, or the first of several that say the same. */
export type FoldedHost<H> = { host: H; others: number }

const FOLD_FROM = 4

/** Unknown is never taken for kept: the host is heard, knows the latest wish, and found just that. */
export function isAsWanted({ isSilent, wanted, found, isBehind }: Standing): boolean {
  return wanted !== null && !isSilent && !isBehind && found === wanted
}

/**
 * Host by host what differs, is watched or has mail queued; hosts that only do as wanted are one line per state as soon
 * as there are several of them, after all others.
 */
export function foldHosts<H extends Standing>(hosts: H[]): FoldedHost<H>[] {
  const isPlain = (host: H) => isAsWanted(host) && host.wanted !== 'watched' && host.queued === 0
  const alike = [...Map.groupBy(hosts.filter(isPlain), (host) => host.wanted).values()].filter((same) => same.length >= FOLD_FROM)
  const folded = new Set(alike.flat())
  return [
    ...hosts.filter((host) => !folded.has(host)).map((host) => ({ host, others: 1 })),
    ...alike.flatMap((same) => (same[0] ? [{ host: same[0], others: same.length }] : [])),
  ]
}
