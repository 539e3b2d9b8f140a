import type { Blocklist } from './blocklist.ts'
import type { Target } from './target.ts'

/** The list's page about a target and the page where delisting is asked for, with the target in place. */
export function linksOf(list: Pick<Blocklist, 'lookup' | 'delisting'>, target: Pick<Target, 'name'>): { lookup: string | null; delisting: string | null } {
  return { lookup: linkOf(list.lookup, target), delisting: linkOf(list.delisting.url, target) }
}

function linkOf(pattern: string | null, target: Pick<Target, 'name'>): string | null {
  if (pattern === null || !/^https?:\/\//.test(pattern)) return null
  return pattern.replace(/\{(ip|domain)\}/g, () => encodeURIComponent(target.name))
}
