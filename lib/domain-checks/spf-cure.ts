import { isIPv6 } from 'node:net'

/** More of them make a record longer than one answer holds: an include is wanted then. */
const MECHANISMS_MAX = 20
const ALL = /^[?\-~+]?all$/i

/** The mechanisms that name these addresses: the provider's include where it names them all, else each one. */
export function mechanismsFor(addresses: readonly string[], include: string | null): string[] | null {
  if (include !== null) return [`include:${include}`]
  if (addresses.length === 0 || addresses.length > MECHANISMS_MAX) return null
  return addresses.map((ip) => `${isIPv6(ip) ? 'ip6' : 'ip4'}:${ip}`)
}

/**
 * A record that names what is missing and otherwise says what the ones that are there say: put first, so that our mail needs
 * no further look-up; a record that let anyone send no longer does.
 */
export function cureSpf(records: readonly string[], mechanisms: readonly string[]): string {
  const kept = records.flatMap((record) => record.trim().split(/\s+/).slice(1))
  const terms = [...new Set([...mechanisms, ...kept.filter((term) => !ALL.test(term) && !isRedirect(term))])]
  return ['v=spf1', ...terms, endOf(kept)].join(' ')
}

/** What the record said of everybody else, unless it let them all send. */
function endOf(terms: readonly string[]): string {
  const all = terms.find((term) => ALL.test(term))
  if (all !== undefined) return /^[-~?]/.test(all) && !all.startsWith('?') ? all.toLowerCase() : '~all'
  return terms.find(isRedirect) ?? '~all'
}

function isRedirect(term: string): boolean {
  return /^redirect=/i.test(term)
}
