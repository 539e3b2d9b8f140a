import { parse } from 'tldts'
import { readDomain, type Target } from './target.ts'

/** Ends of names that are no one's in the public DNS: lists know nothing of them, and need not hear of them. */
const INNER = new Set(['local', 'localdomain', 'localhost', 'internal', 'intranet', 'lan', 'home', 'corp', 'invalid', 'onion', 'arpa'])

/**
 * What lists are asked about a host's name: the domain that somebody registered, as most lists of domains want it, and the
 * name itself for those that hold full names. A name right below a registry is both in one. None for names of inner networks.
 */
export function hostNameTargets(name: string): Target[] {
  const full = readDomain(name)
  if (!full || INNER.has(full.name.split('.').at(-1) ?? '')) return []
  // What stands below a suffix of a private registry (dyndns.org) has an owner of its own.
  const { domain } = parse(full.name, { allowPrivateDomains: true })
  if (domain === null) return []
  return domain === full.name ? [full] : [{ kind: 'domain', name: domain, query: domain }, { ...full, kind: 'host' }]
}
