import { lookAtDomains } from '../../lib/cases/look-at-domains.ts'
import { saveSending } from '../../lib/cases/save-sending.ts'
import { startZone, type Zone } from '../../lib/dns/zone-for-tests.ts'
import { listDueDomains, listSendingAddresses } from '../../lib/domain-checks/due-domain-records.ts'
import type { FilledDesk } from './filled-desk.ts'

const SENDING = { ownDomains: ['muster-hosting.example'], includeDomain: 'spf.muster-hosting.example', dkimSelectors: ['rw1'] }
const ED25519 = 'v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo='
const policy = (domain: string, p: string) => ({ [`_dmarc.${domain}`]: { TXT: [`v=DMARC1; p=${p}; rua=mailto:dmarc@${domain}`] } })
const key = (domain: string, record = ED25519) => ({ [`rw1._domainkey.${domain}`]: { TXT: [record] } })

/** The bakery names one host and not the other, the plumber forbids us, the law firm's servers are down, the rest is well. */
const BEFORE: Zone = {
  'muster-hosting.example': { TXT: ['v=spf1 include:spf.muster-hosting.example -all'] }, 'spf.muster-hosting.example': { TXT: ['v=spf1 ip4:203.0.113.0/24 -all'] },
  ...policy('muster-hosting.example', 'reject'), ...key('muster-hosting.example'),
  'baeckerei-muster.example': { TXT: ['v=spf1 ip4:203.0.113.24 mx ~all'], MX: ['mx.elsewhere.example'] }, ...policy('baeckerei-muster.example', 'none'),
  'sanitaer-beispiel.example': { TXT: ['v=spf1 include:spf.muster-hosting.example -all'] }, ...key('sanitaer-beispiel.example', 'v=DKIM1; p='),
  'kanzlei-probe.example': 'servfail',
  'tsv-beispiel.example': { TXT: ['v=spf1 include:spf.muster-hosting.example ~all'] }, ...policy('tsv-beispiel.example', 'quarantine'), ...key('tsv-beispiel.example'),
  'harbour-prints.example': { TXT: ['v=spf1 +all', 'google-site-verification=x'] }, ...policy('harbour-prints.example', 'none'),
}
const NOW: Zone = { ...BEFORE, 'sanitaer-beispiel.example': { TXT: ['v=spf1 -all'] } }

/** Customers' domains as a DNS server on loopback holds them, looked at a day ago and now. */
export async function tellDomains({ db, people }: FilledDesk, ago: (minutes: number) => Date): Promise<void> {
  await saveSending({ db, now: ago(2000), actor: people.admin }, { sending: SENDING, reason: 'agreed with the team' })
  for (const [zone, minutes] of [[BEFORE, 1500], [NOW, 25]] as const) {
    const { resolve, stop } = await startZone(zone)
    const ours = { addresses: await listSendingAddresses(db), include: { domain: SENDING.includeDomain, namesAll: true }, selectors: SENDING.dkimSelectors }
    const due = await listDueDomains(db, { ownDomains: SENDING.ownDomains, wanted: [], now: ago(minutes), limit: 100 })
    await lookAtDomains(() => ({ db, now: ago(minutes), actor: { kind: 'worker' } }), due, ours, resolve, { atOnce: 4, signal: new AbortController().signal })
    await stop()
  }
}
