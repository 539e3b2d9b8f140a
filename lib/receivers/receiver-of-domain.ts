import { CATALOGUE } from './catalogue.ts'
import { receiverOf } from './receiver-of.ts'

const byDomain = new Map<string, string>()
/** `outlook.*`: the name under any country's domain. */
const byFirstLabel = new Map<string, string>()
for (const { id, domains } of CATALOGUE) {
  for (const domain of domains) {
    if (domain.endsWith('.*')) byFirstLabel.set(domain.slice(0, -2), id)
    else byDomain.set(domain, id)
  }
}

/**
 * Recognises a receiver by the domain of a recipient, for logs that name no mail server (qmail) and mail that reached
 * none. A domain of a customer at a large receiver stays a receiver of its own: that is known by the MX alone.
 *
 * @returns the id of the catalogue, else the registrable domain; undefined for what is no domain
 */
export function receiverOfDomain(domain: string): string | undefined {
  const name = domain.toLowerCase().replace(/\.$/, '')
  return byDomain.get(name) ?? byFirstLabel.get(name.slice(0, name.indexOf('.'))) ?? receiverOf(name)
}
