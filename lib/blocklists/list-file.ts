import * as z from 'zod'
import { EVIDENCE_LEVELS, type Blocklist, type ReturnCode } from './blocklist.ts'
import { codeReader } from './return-code.ts'
import type { BlocklistKeys } from './zone-to-ask.ts'

/** A file of lists that cannot be read, with what is wrong in it. Never repeats a zone, which may hold a key. */
export class ListFileError extends Error {}

/** One list in a file. Only `zone` is a must; the fields are those of the facts that our catalogue was taken from. */
const entry = z.looseObject({
  zone: z.string().min(1),
  id: z.string().min(1).optional(),
  kind: z.union([z.string(), z.array(z.string())]).optional(),
  operator: z.string().optional(),
  family: z.string().optional(),
  status: z.enum(['active', 'unclear', 'key-only', 'no-public-dns', 'unpublished', 'dead']).default('active'),
  return_codes: z.array(z.looseObject({ match: z.string().min(1), meaning: z.string().default('listed'), listing: z.boolean().default(true), refusal: z.boolean().optional() })).default([]),
  bitmask: z.boolean().default(false),
  component: z.boolean().default(false),
  whitelist: z.boolean().default(false),
  severity: z.enum(['critical', 'high', 'medium', 'low', 'info', 'ignore']).default('low'),
  evidence: z.looseObject({ level: z.enum(EVIDENCE_LEVELS).default('unknown'), where: z.string().default('-'), what: z.string().default('-') }).optional(),
  lookup_url: z.string().nullish(),
  limits: z.looseObject({ per_second: z.number().positive().optional(), per_day: z.number().positive().optional(), volume: z.string().default('-') }).optional(),
  test_points: z.looseObject({ positive: z.string().optional(), negative: z.string().optional() }).optional(),
  key: z.string().min(1).optional(),
})
type Entry = z.infer<typeof entry>

export interface ListFile {
  lists: Blocklist[]
  /** Keys that stood in zones; taken out of them. */
  keys: BlocklistKeys
}

/**
 * Reads a file of lists: JSON (an array of entries or zone names, or an object with `lists`), or a zone name a line, with
 * comments behind `#`.
 *
 * @throws ListFileError
 */
export function readListFile(text: string): ListFile {
  const keys = new Map<string, string>()
  const lists = entriesOf(text).map((each, place) => toBlocklist(each, place + 1, keys))
  if (lists.length === 0) throw new ListFileError('there is no list in the file')
  const ids = lists.map((list) => list.id)
  const twice = ids.find((id, place) => ids.indexOf(id) !== place)
  if (twice !== undefined) throw new ListFileError(`two lists are called ${twice}`)
  return { lists, keys }
}

function entriesOf(text: string): unknown[] {
  const trimmed = text.replace(/^\ufeff/, '').trim()
  // A zone with a place for a key begins with a brace too.
  if (!/^(\[|\{(?!key\}))/.test(trimmed)) {
    return trimmed.split(/\r?\n/).map((line) => line.replace(/(^|\s)[#;].*$/, '').trim()).filter((line) => line !== '')
  }
  const value = parsed(trimmed)
  const lists = Array.isArray(value) ? value : Array.isArray((value as { lists?: unknown }).lists) ? (value as { lists: unknown[] }).lists : [value]
  return lists
}

/** One JSON value, or one a line. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    try {
      return text.split(/\r?\n/).filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as unknown)
    } catch {
      throw new ListFileError('the file begins like JSON and is none')
    }
  }
}

/** Where the key stands in the zones of lists that are paid for. */
const KEYED = [
  { key: 'spamhaus-dqs', zone: /^(?<key>[^.]+)\.(?<rest>[a-z-]+\.dq\.spamhaus\.net)$/i },
  { key: 'abusix', zone: /^(?<key>[^.]+)\.(?<rest>[a-z-]+\.mail\.abusix\.zone)$/i },
]

function toBlocklist(value: unknown, place: number, keys: Map<string, string>): Blocklist {
  const read = entry.safeParse(typeof value === 'string' ? { zone: value } : value)
  if (!read.success) throw new ListFileError(`list ${place}: ${z.prettifyError(read.error)}`)
  const given = read.data
  const isAsked = given.status !== 'dead' && given.status !== 'no-public-dns' && given.status !== 'unpublished'
  const zone = takeOutKey(isAsked ? zoneOf(given, place) : given.zone, keys, given.key)
  const list: Blocklist = {
    id: given.id ?? zone.zone, zone: zone.zone, kinds: kindsOf(given, place), operator: given.operator ?? '-',
    family: given.family ?? given.operator ?? given.id ?? zone.zone,
    status: given.status === 'no-public-dns' ? 'unpublished' : given.status,
    ...codesOf(given),
    ...(given.component && { isComponent: true as const }),
    ...(given.whitelist && { isWhitelist: true as const }),
    severity: given.severity, evidence: { level: given.evidence?.level ?? 'unknown', where: given.evidence?.where ?? '-', what: given.evidence?.what ?? '-' },
    lookup: given.lookup_url ?? null, delisting: { way: 'n/a', url: null, expiresAfterHours: null, note: '' },
    limits: { ...ratesOf(given.limits), publicResolvers: '-', registration: '-', volume: given.limits?.volume ?? '-' },
    testPoints: testPointsOf(given),
    ...(zone.key !== undefined && { keyed: { zone: zone.zone, key: zone.key } }),
    certainty: 'C', asOf: 'given by file', sources: ['given by file'],
  }
  try {
    codeReader(list)
  } catch (error) {
    throw new ListFileError(`list ${place}: ${(error as Error).message}`)
  }
  return list
}

/** `zen.spamhaus.org (127.0.0.3)` is a part of a zone: the words behind it say which. */
function zoneOf({ zone }: Entry, place: number): string {
  const bare = zone.replace(/\s*\(.*\)$/, '').replace(/\.$/, '').toLowerCase()
  if (bare.length > 220 || !/^(\{key\}|[a-z0-9_-]{1,63})(\.[a-z0-9_-]{1,63})*$/.test(bare)) throw new ListFileError(`list ${place}: its zone is no domain name`)
  return bare
}

function takeOutKey(zone: string, keys: Map<string, string>, named: string | undefined): { zone: string; key?: string } {
  for (const { key, zone: pattern } of KEYED) {
    const groups = pattern.exec(zone)?.groups
    if (!groups) continue
    if (groups.key !== '{key}') keys.set(key, groups.key as string)
    return { zone: `{key}.${groups.rest}`, key }
  }
  return zone.includes('{key}') ? { zone, key: named ?? zone.slice('{key}.'.length) } : { zone }
}

/** Nobody asks about full names of hosts by a file: a domain is asked for as it was given. */
const KINDS = ['ip4', 'ip6', 'domain'] as const

/** Without a word about it a list is asked about everything; its self-test tells what it holds. */
function kindsOf({ kind }: Entry, place: number): Blocklist['kinds'] {
  if (kind === undefined) return [...KINDS]
  const named = (Array.isArray(kind) ? kind : kind.split(/[\s,+]+/)).map((each) => ({ 'ip4-range': 'ip4', ipv4: 'ip4', ipv6: 'ip6' })[each] ?? each)
  const kinds = KINDS.filter((each) => named.includes(each))
  if (kinds.length === 0) throw new ListFileError(`list ${place}: kind is none of ${KINDS.join(', ')}`)
  return kinds
}

/** Words by which a list says in its documentation that a code is a refusal and no verdict. */
const REFUSAL = /refus|block|error|mistyped|resolver|quer(y|ies)|overuse|quota|limit/i

function codesOf({ return_codes: codes, bitmask }: Entry): Pick<Blocklist, 'codes' | 'isBitmask'> {
  const read = codes.flatMap(({ match, meaning, listing, refusal }): ReturnCode[] => {
    const is = listing ? 'listing' : (refusal ?? REFUSAL.test(meaning)) ? 'refusal' : 'neutral'
    return [{ match, meaning, is }]
  })
  return { codes: read, ...(bitmask && { isBitmask: true as const }) }
}

/** Figures where the file has them, else what its words say: `5/s`, `1 query per 100 ms`, `100000/day`. */
function ratesOf(limits: Entry['limits']): { perSecond?: number; perDay?: number } {
  const words = limits?.volume ?? ''
  const second = Number(/(\d+)\/s\b/.exec(words)?.[1] ?? 1000 / Number(/1 query per (\d+) ms/.exec(words)?.[1]))
  const day = Number(/(\d+)(?: messages and queries| queries)?\/day/.exec(words)?.[1])
  const perSecond = limits?.per_second ?? (second > 0 ? second : undefined)
  const perDay = limits?.per_day ?? (day > 0 ? day : undefined)
  return { ...(perSecond !== undefined && { perSecond }), ...(perDay !== undefined && { perDay }) }
}

/** Some write their test point with the zone behind it. */
function testPointsOf({ test_points: points, zone }: Entry): Blocklist['testPoints'] {
  if (!points) return undefined
  const bare = (name: string) => (name.toLowerCase().endsWith(`.${zone.toLowerCase()}`) ? name.slice(0, -zone.length - 1) : name)
  return { ...(points.positive !== undefined && { listed: bare(points.positive) }), ...(points.negative !== undefined && { clear: bare(points.negative) }) }
}
