import type { Blocklist, TargetKind } from './blocklist.ts'
import { isEntry, type Reading, type UnknownReason } from './reading.ts'
import { queryOfIp6, readAddress, readDomain } from './target.ts'

/** Test points of RFC 5782, section 5: the first must be listed, the second must not. */
const POINTS: Record<TargetKind, { listed: string; clear: string }> = {
  ip4: { listed: '2.0.0.127', clear: '1.0.0.127' },
  ip6: { listed: queryOfIp6('::ffff:7f00:2') as string, clear: queryOfIp6('::ffff:7f00:1') as string },
  domain: { listed: 'test', clear: 'invalid' },
  host: { listed: 'test', clear: 'invalid' },
}

/** What is asked before a list is believed: one name that must be there and two that must not. */
export interface SelfTest {
  listed: string
  /** The second is by chance and nobody's, for zones that know the test points and list all the rest. */
  clear: [point: string, chance: string]
}

/** @param random bytes of chance, at least 16 */
export function selfTestOf(list: Pick<Blocklist, 'testPoints'>, kind: TargetKind, random: Uint8Array): SelfTest {
  const own = list.testPoints ?? {}
  return {
    listed: own.listed === undefined ? POINTS[kind].listed : queryOf(own.listed),
    clear: [own.clear === undefined ? POINTS[kind].clear : queryOf(own.clear), nobodys(kind, random)],
  }
}

function queryOf(point: string): string {
  return (readAddress(point) ?? readDomain(point))?.query ?? point
}

/** An address that is given to nobody (class E; outside of 2000::/3), or a name that can never be registered. */
function nobodys(kind: TargetKind, random: Uint8Array): string {
  const [first = 0, ...rest] = random
  if (kind === 'ip4') return [...rest.slice(0, 3), 240 + (first % 15)].join('.')
  const hex = Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('')
  if (kind === 'domain' || kind === 'host') return `rw-${hex.slice(0, 12)}.invalid`
  return [...hex.slice(0, 31), '5'].join('.')
}

/** Why a list is not to be believed at this resolver now, or null when it passed. */
export function judgeSelfTest(listed: Reading, clear: readonly Reading[]): { reason: UnknownReason; codes: readonly string[]; meaning: string | null } | null {
  if (listed.state === 'unknown' && !isEntry(listed)) return { reason: listed.reason ?? 'contradiction', codes: listed.codes, meaning: listed.meaning }
  const worldly = clear.find(isEntry)
  if (worldly) return { reason: 'lists-the-world', codes: worldly.codes, meaning: null }
  const broken = clear.find((each) => each.state === 'unknown')
  if (broken) return { reason: broken.reason ?? 'contradiction', codes: broken.codes, meaning: broken.meaning }
  return isEntry(listed) ? null : { reason: 'dead', codes: [], meaning: null }
}
