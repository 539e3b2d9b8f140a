import type { TargetKind } from './blocklist.ts'

/** What is looked for on lists: an address or a domain, in the one way it is written. */
export interface Target {
  kind: TargetKind
  /** 192.0.2.1, 2001:db8::1 or an A-label name without a last dot. */
  name: string
  /** What stands before the zone in the name that is asked for. */
  query: string
}

/** @returns undefined when the text is no IPv4 or IPv6 address; IPv4 in IPv6 clothes is the IPv4 address */
export function readAddress(text: string): Target | undefined {
  const octets = readOctets(text)
  if (octets) return { kind: 'ip4', name: octets.join('.'), query: octets.toReversed().join('.') }
  const name = /^[0-9a-fA-F:.]*:[0-9a-fA-F:.]*$/.test(text) ? canonicalIp6(text) : undefined
  if (name === undefined) return undefined
  const groups = groupsOf(name)
  const hex = groups.map((group) => group.padStart(4, '0')).join('')
  if (hex.startsWith('00000000000000000000ffff')) return readAddress(dotted(hex.slice(24)))
  return { kind: 'ip6', name, query: nibbles(hex) }
}

/** The query for an IPv6 address as it stands, also for the test points of RFC 5782, which are IPv4 in IPv6 clothes. */
export function queryOfIp6(text: string): string | undefined {
  const name = canonicalIp6(text)
  return name === undefined ? undefined : nibbles(groupsOf(name).map((group) => group.padStart(4, '0')).join(''))
}

/** @returns undefined when the text is no domain; international names become A-labels */
export function readDomain(text: string): Target | undefined {
  const bare = text.trim().replace(/[.。]$/, '')
  if (bare === '' || /[\s/\\@:?#%[\]]/.test(bare)) return undefined
  const host = hostOf(`http://${bare}/`)
  if (host === undefined || !/^[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*$/.test(host) || host.length > 253 || /(^|\.)[0-9]+$/.test(host)) return undefined
  return { kind: 'domain', name: host, query: host }
}

function readOctets(text: string): string[] | undefined {
  const parts = text.split('.')
  return parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256) ? parts : undefined
}

function canonicalIp6(text: string): string | undefined {
  return hostOf(`http://[${text}]/`)?.slice(1, -1)
}

/** The URL standard writes hosts in one way and knows IDNA; it is the same in browsers and Node. */
function hostOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).hostname : undefined
}

function groupsOf(canonical: string): string[] {
  const [head = '', tail] = canonical.split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  return [...before, ...Array<string>(tail === undefined ? 0 : 8 - before.length - after.length).fill('0'), ...after]
}

function nibbles(hex: string): string {
  return [...hex].toReversed().join('.')
}

function dotted(hex: string): string {
  return [0, 2, 4, 6].map((at) => parseInt(hex.slice(at, at + 2), 16)).join('.')
}
