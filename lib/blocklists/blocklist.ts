import * as z from 'zod'

/**
 * What a list is asked for: IPv4 addresses, IPv6 addresses, domains, and full names of hosts, which most lists of domains do
 * not hold: they want the domain that somebody registered.
 */
export const TARGET_KINDS = ['ip4', 'ip6', 'domain', 'host'] as const
export type TargetKind = (typeof TARGET_KINDS)[number]

export function isAddressKind(kind: string): boolean {
  return kind === 'ip4' || kind === 'ip6'
}

/** How sure a fact is: A read at its source, B a single source, C not verified. */
const certainty = z.enum(['A', 'A-', 'B', 'C'])

/** `active`: asked; `unclear`: asked, sources disagree whether it lives; `key-only`: asked with a key; the others never. */
const status = z.enum(['active', 'unclear', 'key-only', 'unpublished', 'dead'])

/**
 * What one answer of a list means. `match` is an address (`127.0.0.2`), a range in its last octet (`127.0.0.5-7`), any value
 * of an octet (`127.0.x.0-3`, `127.0.4.N`), or of a bit list one bit of the last octet (`bit 4`).
 * `listing`: it is listed; `neutral`: it is there, but not as bad (white, reputation); `refusal`: the list did not look.
 */
export const returnCode = z.strictObject({ match: z.string().min(1), meaning: z.string().min(1), is: z.enum(['listing', 'neutral', 'refusal']) })
export type ReturnCode = z.infer<typeof returnCode>

/** How much a list tells of why it lists, from nothing to the very mail. */
export const EVIDENCE_LEVELS = [
  'none', 'unknown', 'policy', 'level', 'score', 'list-name', 'class', 'count', 'reason', 'reason-class', 'timestamp', 'count+time', 'reason+timer',
  'reason+observations', 'reason+timestamp', 'timestamp+subject', 'record', 'sample',
] as const

/** A DNS blocklist: reviewed data of this project, or an entry of a file of lists. */
export const blocklist = z.strictObject({
  id: z.string().min(1),
  /** The zone that is asked; `{key}` stands where a paid key goes. */
  zone: z.string().min(1),
  kinds: z.array(z.enum(TARGET_KINDS)).min(1),
  operator: z.string().min(1),
  /** Lists of one operator are one opinion. */
  family: z.string().min(1),
  status,
  codes: z.array(returnCode),
  /** Bits of the last octet are told one by one. */
  isBitmask: z.literal(true).optional(),
  /** Part of another list's zone: codes that are not its own belong to its siblings. */
  isComponent: z.literal(true).optional(),
  /** Being on it is good. */
  isWhitelist: z.literal(true).optional(),
  /** Its answers hold those of these lists too. */
  aggregateOf: z.array(z.string()).optional(),
  severity: z.enum(['critical', 'high', 'medium', 'low', 'info', 'ignore']),
  evidence: z.strictObject({ level: z.enum(EVIDENCE_LEVELS), where: z.string(), what: z.string() }),
  /** A page of the list about one target; `{ip}` or `{domain}` is put in. */
  lookup: z.string().nullable(),
  delisting: z.strictObject({
    way: z.enum(['auto', 'form', 'isp_only_mail', 'mail', 'n/a', 'per component', 'self_service']),
    url: z.string().nullable(),
    expiresAfterHours: z.number().nullable(),
    note: z.string(),
  }),
  limits: z.strictObject({
    perSecond: z.number().positive().optional(),
    perDay: z.number().positive().optional(),
    publicResolvers: z.string(),
    registration: z.string(),
    volume: z.string(),
  }),
  /** What is asked in the self-test instead of the points of RFC 5782: an address, a domain, or a name to stand before the zone. */
  testPoints: z.strictObject({ listed: z.string().optional(), clear: z.string().optional() }).optional(),
  /** Where it is asked when there is a key, and the name of that key in the settings. */
  keyed: z.strictObject({ zone: z.string(), key: z.string() }).optional(),
  note: z.string().optional(),
  dead: z.strictObject({ since: z.string(), now: z.string(), listsTheWorld: z.boolean() }).optional(),
  certainty,
  asOf: z.string().min(1),
  sources: z.array(z.string().min(1)).min(1),
})
export type Blocklist = z.infer<typeof blocklist>
