import { domainCheckName, type DomainCheckName } from '../domain-checks/domain-check.ts'

/** A failing check of one of our own sending domains is one story. */
const DOMAIN = 'domain:'

export function failingDomainCause(domain: string, check: DomainCheckName): string {
  return `${DOMAIN}${check}:${domain}`
}

/** The domain and its check in a cause; null for a cause of another kind. */
export function domainOfCause(causeKey: string): { domain: string; check: DomainCheckName } | null {
  if (!causeKey.startsWith(DOMAIN)) return null
  const [check, domain] = causeKey.slice(DOMAIN.length).split(':')
  const known = domainCheckName.safeParse(check)
  return known.success && domain ? { check: known.data, domain } : null
}
