import * as z from 'zod'

export const domainCheckNames = ['spf', 'dkim', 'dmarc'] as const
export const domainCheckName = z.enum(domainCheckNames)
export type DomainCheckName = z.infer<typeof domainCheckName>

export const domainCheckStates = ['pass', 'fail', 'unknown'] as const
export const domainCheckState = z.enum(domainCheckStates)
export type DomainCheckState = z.infer<typeof domainCheckState>

/** What was found, and which state that is. There is no other state: what is not known is unknown. */
export const FINDINGS = {
  /** SPF names the address, or all of ours. */
  named: 'pass',
  'not-named': 'fail',
  'softly-not-named': 'fail',
  neutral: 'fail',
  /** It names some of our addresses, others not. */
  'some-not-named': 'fail',
  'lets-anyone': 'fail',
  'too-many-lookups': 'fail',
  'too-many-voids': 'fail',
  broken: 'fail',
  'several-records': 'fail',
  'no-record': 'fail',
  'no-domain': 'fail',
  key: 'pass',
  'no-key': 'fail',
  revoked: 'fail',
  'unreadable-key': 'fail',
  'short-key': 'fail',
  'not-for-mail': 'fail',
  'several-keys': 'fail',
  policy: 'pass',
  'no-policy': 'fail',
  /** Servers that should know did not answer, or only with an error. */
  'no-answer': 'unknown',
  /** We know of no address that sends. */
  'no-addresses': 'unknown',
} as const satisfies Record<string, DomainCheckState>
export type Finding = keyof typeof FINDINGS

export function isFinding(text: string): text is Finding {
  return Object.hasOwn(FINDINGS, text)
}

/** What can be wrong with an SPF record. */
export const SPF_FAILURES = [
  'not-named', 'softly-not-named', 'neutral', 'some-not-named', 'lets-anyone', 'too-many-lookups', 'too-many-voids', 'broken', 'several-records', 'no-record', 'no-domain',
] as const satisfies Finding[]

/** What is worth a look although nothing fails because of it. */
export const domainNotes = [
  'many-lookups', 'uses-ptr', 'open-end', 'weak-key', 'testing', 'policy-none', 'no-reports', 'inherited', 'strict-spf', 'strict-dkim', 'provider-include-broken',
] as const

/** What a check of a domain saw: the record as it stands, and figures where they matter. */
export const domainEvidence = z.object({
  finding: z.enum(Object.keys(FINDINGS) as [Finding, ...Finding[]]),
  /** The record as it is; of several one a line. */
  record: z.string().nullable(),
  notes: z.array(z.enum(domainNotes)),
  /** Words of the library or the code of the resolver. */
  text: z.string().optional(),
  /** Questions that the whole SPF record needs. */
  lookups: z.number().optional(),
  /** How many of our addresses the record names, of how many. */
  named: z.number().optional(),
  addresses: z.number().optional(),
  /** Length of an RSA key in bits. */
  bits: z.number().optional(),
  keyType: z.string().optional(),
  /** Selectors at which no key stands. */
  selectors: z.array(z.string()).optional(),
  policy: z.string().optional(),
  /** Where a DMARC record stands that is not the domain's own. */
  policyDomain: z.string().optional(),
})
export type DomainEvidence = z.infer<typeof domainEvidence>
export type DomainNote = (typeof domainNotes)[number]

/** One check of a domain. `about` is one of our addresses, the selector of a key, or empty where neither matters. */
export type DomainFinding = { check: DomainCheckName; about: string; state: DomainCheckState; evidence: DomainEvidence; cure: string | null }

const RECORD_MAX = 4_000

/** A finding with the state that belongs to it. */
export function domainFinding(check: DomainCheckName, about: string, evidence: Pick<DomainEvidence, 'finding' | 'record'> & Partial<DomainEvidence>, cure: string | null = null): DomainFinding {
  const record = evidence.record === null ? null : evidence.record.slice(0, RECORD_MAX)
  return { check, about, state: FINDINGS[evidence.finding], evidence: { notes: [], ...evidence, record }, cure }
}

/** The worst of some states: a failure is known, and what is not known keeps the whole from passing. */
export function worstState(states: readonly DomainCheckState[]): DomainCheckState | null {
  if (states.length === 0) return null
  if (states.includes('fail')) return 'fail'
  return states.includes('unknown') ? 'unknown' : 'pass'
}

/** The name at which the record of a check stands. */
export function recordName(check: DomainCheckName, domain: string, selector: string): string {
  if (check === 'dmarc') return `_dmarc.${domain}`
  return check === 'dkim' && selector !== '' ? `${selector}._domainkey.${domain}` : domain
}

export const sendingDomain = z.string().trim().toLowerCase().regex(/^(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/, 'not a domain')
const selector = z.string().trim().toLowerCase().regex(/^(?=.{1,100}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/, 'not a selector')

/** What the provider says of his sending: his own domains, the name customers include in SPF, the selectors his hosts sign with. */
export const sendingSetting = z.strictObject({
  ownDomains: z.array(sendingDomain).max(500),
  includeDomain: sendingDomain.nullable(),
  dkimSelectors: z.array(selector).max(20),
})
export type SendingSetting = z.infer<typeof sendingSetting>
export const NO_SENDING_SETTING: SendingSetting = { ownDomains: [], includeDomain: null, dkimSelectors: [] }

export const acknowledgeDomainInput = z.strictObject({
  domain: z.string().min(1).max(253),
  check: domainCheckName,
  reason: z.string().trim().min(3).max(500),
  /** Until so many days from now; null: until it changes. */
  days: z.coerce.number().int().min(1).max(365).nullable(),
})
export type AcknowledgeDomainInput = z.infer<typeof acknowledgeDomainInput>
export const forgetDomainAcknowledgementInput = acknowledgeDomainInput.pick({ domain: true, check: true })
