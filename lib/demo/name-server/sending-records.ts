import type { SendingSetting } from '../../domain-checks/domain-check.ts'
import type { NameRecord } from './name-record.ts'

export const PROVIDER_DOMAIN = 'muster-hosting.example'
export const INCLUDE_DOMAIN = `_spf.${PROVIDER_DOMAIN}`
const SELECTOR = 'mh1'

/** What the demo's admin says of the provider's own sending. */
export const DEMO_SENDING: SendingSetting = { ownDomains: [PROVIDER_DOMAIN], includeDomain: INCLUDE_DOMAIN, dkimSelectors: [SELECTOR] }

type Story = { spf: string[]; key: string | null; dmarc: string | null }

/** The public key of RFC 8463's example. */
const KEY = 'v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo='
const REVOKED = 'v=DKIM1; p='
const WELL: Story = { spf: [`v=spf1 include:${INCLUDE_DOMAIN} -all`], key: KEY, dmarc: 'v=DMARC1; p=none' }

/** Whose records are not as they should be, each in a way that providers meet; all others are well. */
const STORIES: Record<string, Partial<Story>> = {
  [PROVIDER_DOMAIN]: { dmarc: `v=DMARC1; p=reject; rua=mailto:dmarc@${PROVIDER_DOMAIN}` },
  'sanitaer-beispiel.example': { spf: ['v=spf1 mx ~all'] },
  'agentur-nord.example': { spf: ['v=spf1 a -all'], key: null },
  'gaertnerei-beispiel.example': { spf: [], key: null, dmarc: null },
  'fahrschule-muster.example': { key: REVOKED },
  'rabatt-blitz.example': { spf: ['v=spf1 +all'], key: null, dmarc: null },
  'pinsel-beispiel.example': { spf: [`v=spf1 include:${INCLUDE_DOMAIN} -all`, 'v=spf1 include:spf.baukasten.example ~all'] },
  'kanzlei-probe.example': { dmarc: 'v=DMARC1; p=quarantine; rua=mailto:dmarc@kanzlei-probe.example' },
}

/** The texts by which receivers judge mail of a domain, by the names at which they stand. */
export function sendingRecords(domain: string): [name: string, record: NameRecord][] {
  const { spf, key, dmarc } = { ...WELL, ...STORIES[domain] }
  const text = (name: string, value: string): [string, NameRecord] => [name, { type: 'TXT', value }]
  return [
    ...spf.map((record) => text(domain, record)),
    ...(key === null ? [] : [text(`${SELECTOR}._domainkey.${domain}`, key)]),
    ...(dmarc === null ? [] : [text(`_dmarc.${domain}`, dmarc)]),
  ]
}
