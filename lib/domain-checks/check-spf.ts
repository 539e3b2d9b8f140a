import { DnsError, isUnanswered, type Resolve } from '../dns/resolve-names.ts'
import { domainFinding, type DomainFinding, type DomainNote, type Finding } from './domain-check.ts'
import { evaluateSpf, type SpfVerdict } from './evaluate-spf.ts'
import { cureSpf, mechanismsFor } from './spf-cure.ts'

/** One of our addresses, and the host that sends from it. */
export type SendingAddress = { ip: string; host: string }

/** The provider's own SPF record that customers include, and whether it names all our addresses. */
export type ProviderInclude = { domain: string; namesAll: boolean }

export type SpfCheck = { domain: string; addresses: readonly SendingAddress[]; include: ProviderInclude | null; resolve: Resolve }

/** Addresses from which nobody sends: class E, and the prefix that is thrown away (RFC 6666). What names them names everybody. */
const NOBODY = ['240.0.0.1', '100::1']
const LOOKUPS_MAX = 10

/**
 * Whether a domain's SPF record names our addresses. One finding for all of them; where they fare differently, one more for
 * each address.
 */
export async function checkSpf(check: SpfCheck): Promise<DomainFinding[]> {
  const read = await readSpfRecords(check)
  if ('finding' in read) return [domainFinding('spf', '', { ...read, record: null }, cureOf(check, [], check.addresses))]
  const { records } = read
  const record = records.join('\n')
  if (records.length > 1) return [domainFinding('spf', '', { finding: 'several-records', record }, cureOf(check, records, check.addresses))]

  const strangers = await Promise.all(NOBODY.map((ip) => evaluateSpf({ ...check, ip, helo: 'nobody.invalid' })))
  if (strangers.some(({ finding }) => finding === 'named')) return [domainFinding('spf', '', { finding: 'lets-anyone', record }, cureOf(check, records, check.addresses))]
  if (check.addresses.length === 0) return [domainFinding('spf', '', { finding: 'no-addresses', record })]
  return judge(check, records, Math.max(...strangers.map(({ lookups }) => lookups)))
}

async function judge(check: SpfCheck, records: string[], lookups: number): Promise<DomainFinding[]> {
  const { addresses } = check
  const verdicts: (SpfVerdict & SendingAddress)[] = []
  for (const address of addresses) verdicts.push({ ...address, ...(await evaluateSpf({ ...check, ip: address.ip, helo: address.host })) })

  const record = records.join('\n')
  const figures = { record, lookups, named: verdicts.filter(({ finding }) => finding === 'named').length, addresses: addresses.length }
  const notes = notesOf(records, lookups, check.include)
  const finding = findingOfAll(verdicts)
  const cure = finding === 'named' || finding === 'no-answer' ? null : cureOf(check, records, verdicts.filter((one) => one.finding !== 'named'))
  const whole = domainFinding('spf', '', { ...figures, finding, notes, text: verdicts.find((one) => one.finding === finding)?.text }, cure)
  const isOne = new Set(verdicts.map((one) => one.finding)).size === 1
  return isOne ? [whole] : [whole, ...verdicts.map((one) => domainFinding('spf', one.ip, { finding: one.finding, record, text: one.text }))]
}

/** What fails for some and is right for others fails; what is unknown for some keeps the whole from passing. */
function findingOfAll(verdicts: readonly SpfVerdict[]): Finding {
  const kinds = new Set(verdicts.map(({ finding }) => finding))
  const [only] = kinds
  if (kinds.size === 1 && only) return only
  const failing = [...kinds].filter((kind) => kind !== 'named' && kind !== 'no-answer')
  if (failing.length === 0) return 'no-answer'
  return kinds.has('named') ? 'some-not-named' : (failing[0] as Finding)
}

function notesOf(records: readonly string[], lookups: number, include: ProviderInclude | null): DomainNote[] {
  const terms = records.flatMap((record) => record.toLowerCase().split(/\s+/).slice(1))
  const notes: DomainNote[] = []
  if (lookups > LOOKUPS_MAX) notes.push('many-lookups')
  if (terms.some((term) => /^[?\-~+]?ptr(:|$)/.test(term))) notes.push('uses-ptr')
  if (!terms.some((term) => /^[-~]all$/.test(term) || term.startsWith('redirect='))) notes.push('open-end')
  if (include && !include.namesAll) notes.push('provider-include-broken')
  return notes
}

function cureOf({ domain, include }: SpfCheck, records: readonly string[], missing: readonly SendingAddress[]): string | null {
  const usable = include?.namesAll && include.domain !== domain ? include.domain : null
  const mechanisms = mechanismsFor(missing.map(({ ip }) => ip), usable)
  return mechanisms && cureSpf(records, mechanisms)
}

async function readSpfRecords({ domain, resolve }: SpfCheck): Promise<{ records: string[] } | { finding: Finding; text?: string }> {
  try {
    const texts = (await resolve(domain, 'TXT')).map((text) => [text].flat().join(''))
    const records = texts.filter((text) => /^v=spf1(?: |$)/i.test(text))
    return records.length === 0 ? { finding: 'no-record' } : { records }
  } catch (error) {
    if (!(error instanceof DnsError)) throw error
    if (isUnanswered(error)) return { finding: 'no-answer', text: error.message }
    return { finding: error.code === 'ENOTFOUND' ? 'no-domain' : 'no-record' }
  }
}
