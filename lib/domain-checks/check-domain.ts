import type { Resolve } from '../dns/resolve-names.ts'
import { checkDkim } from './check-dkim.ts'
import { checkDmarc } from './check-dmarc.ts'
import { checkSpf, type ProviderInclude, type SendingAddress } from './check-spf.ts'
import { limitQuestions } from './dns-memory.ts'
import type { DomainFinding } from './domain-check.ts'
import { evaluateSpf } from './evaluate-spf.ts'

/** What of ours the domains are held against. */
export type OurSending = { addresses: readonly SendingAddress[]; include: ProviderInclude | null; selectors: readonly string[] }

/** A macro or a chain of includes can ask for a name of its own for each of our addresses. */
const QUESTIONS_MAX = 2_000

/** What DNS says of a sending domain: whether SPF names our addresses, our DKIM keys, its DMARC policy. */
export async function checkDomain(domain: string, ours: OurSending, resolve: Resolve): Promise<DomainFinding[]> {
  const limited = limitQuestions(resolve, QUESTIONS_MAX)
  const [spf, dkim, dmarc] = await Promise.all([
    checkSpf({ domain, addresses: ours.addresses, include: ours.include, resolve: limited }),
    checkDkim({ domain, selectors: ours.selectors, resolve: limited }),
    checkDmarc({ domain, resolve: limited }),
  ])
  return [...spf, ...dkim, dmarc]
}

/** A domain that nobody can own, whose record is one that includes nothing else. */
const CUSTOMER = 'customer.invalid'

/**
 * Looks whether the name that customers shall include names all our addresses, as seen from a domain that includes it:
 * such a name may begin with `_`, which no domain of a sender does. @returns null while that is not known
 */
export async function lookAtInclude(domain: string | null, addresses: readonly SendingAddress[], resolve: Resolve): Promise<ProviderInclude | null> {
  if (domain === null) return null
  const asCustomer: Resolve = async (name, kind) => (name === CUSTOMER && kind === 'TXT' ? [[`v=spf1 include:${domain} -all`]] : resolve(name, kind))
  for (const { ip, host } of addresses) {
    const { finding } = await evaluateSpf({ domain: CUSTOMER, ip, helo: host, resolve: asCustomer })
    if (finding === 'no-answer') return null
    if (finding !== 'named') return { domain, namesAll: false }
  }
  return { domain, namesAll: addresses.length > 0 }
}
