import { dmarc } from 'mailauth/lib/dmarc/index.js'
import { DnsError, isUnanswered, type Resolve } from '../dns/resolve-names.ts'
import { domainFinding, type DomainFinding, type DomainNote } from './domain-check.ts'

export type DmarcCheck = { domain: string; resolve: Resolve }

/** A policy to begin with: it changes nothing for anybody's mail. */
const FIRST_POLICY = 'v=DMARC1; p=none'

/** The DMARC policy that holds for a domain's mail, its own or one of a domain above it (RFC 9989). */
export async function checkDmarc({ domain, resolve }: DmarcCheck): Promise<DomainFinding> {
  const own = await readOwnRecords(domain, resolve)
  if (own instanceof DnsError) return domainFinding('dmarc', '', { finding: 'no-answer', record: null, text: own.message })
  if (own.length > 1) return domainFinding('dmarc', '', { finding: 'several-records', record: own.join('\n') })

  const seen: { failure?: DnsError } = {}
  const answer = await dmarc({ headerFrom: `postmaster@${domain}`, spfDomains: [], dkimDomains: [], resolver: watching(resolve, seen), strict: true })
  if (!answer) return domainFinding('dmarc', '', { finding: 'broken', record: own[0] ?? null }, FIRST_POLICY)
  if (answer.rr === undefined) {
    if (answer.status.result === 'temperror') return domainFinding('dmarc', '', { finding: 'no-answer', record: own[0] ?? null, text: seen.failure?.message })
    const [broken] = own
    return domainFinding('dmarc', '', broken === undefined ? { finding: 'no-policy', record: null } : { finding: 'broken', record: broken }, FIRST_POLICY)
  }
  const isInherited = answer.policyDomain !== undefined && answer.policyDomain !== domain
  return domainFinding('dmarc', '', {
    finding: 'policy', record: answer.rr, policy: answer.policy, ...(isInherited && { policyDomain: answer.policyDomain }),
    notes: notesOf(answer.rr, answer.policy, isInherited, answer.alignment),
  })
}

function notesOf(record: string, policy: string, isInherited: boolean, alignment: { spf: { strict: boolean }; dkim: { strict: boolean } }): DomainNote[] {
  const notes: DomainNote[] = []
  if (isInherited) notes.push('inherited')
  if (policy === 'none') notes.push('policy-none')
  if (!/;\s*rua\s*=\s*\S/.test(record)) notes.push('no-reports')
  if (/;\s*t\s*=\s*y/i.test(record)) notes.push('testing')
  if (alignment.spf.strict) notes.push('strict-spf')
  if (alignment.dkim.strict) notes.push('strict-dkim')
  return notes
}

/** What begins like a policy at the domain's own name, also what the library throws away as broken. */
async function readOwnRecords(domain: string, resolve: Resolve): Promise<string[] | DnsError> {
  try {
    const texts = (await resolve(`_dmarc.${domain}`, 'TXT')).map((text) => [text].flat().join('').trim())
    return texts.filter((text) => /^v\s*=\s*dmarc/i.test(text))
  } catch (error) {
    if (!(error instanceof DnsError)) throw error
    return isUnanswered(error) ? error : []
  }
}

function watching(resolve: Resolve, seen: { failure?: DnsError }) {
  return async (name: string, kind: string): Promise<string[][]> => {
    try {
      return (await resolve(name, kind)) as string[][]
    } catch (error) {
      if (error instanceof DnsError && isUnanswered(error)) seen.failure = error
      throw error
    }
  }
}
