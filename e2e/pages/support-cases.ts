import { expect, type Page } from '@playwright/test'
import type { Messages } from '../../lib/i18n/messages.ts'
import { BAKER, LAW_FIRM, PLUMBER, STRANGER } from './fill-desk.ts'
import { LISTED_DOMAIN, LISTED_IP } from './tell-lists.ts'
import { PROVIDER } from './tell-probes.ts'
import type { PageCase } from './page-cases.ts'
import { openBy, openFromMenu, openPalette, saying, traceDone } from './page-steps.ts'

const DESK = '(signed-in)/support'
const account = (name: string) => `/support/accounts/${encodeURIComponent(name)}`
const lead = (file: string, rest: Omit<PageCase, 'file' | 'who'>): PageCase => ({ file: `${DESK}/${file}`, who: 'lead', ...rest })

export const SUPPORT_CASES: PageCase[] = [
  { file: 'page.tsx', who: 'lead', path: '/', heading: (m) => saying(m.now.things) },
  lead('page.tsx', { path: '/support', heading: (m) => saying(m.now.things), open: (page, m) => openPalette(page, m, 'mx') }),
  lead('page.tsx', { path: '/support', heading: (m) => saying(m.now.things), open: (page, m) => openBy(page, saying(m.frame.shortcuts.open)) }),
  lead('not-found.tsx', { path: '/support/tickets/999999', heading: (m) => m.frame.notFound.title, status: 404 }),

  lead('accounts/page.tsx', { path: '/support/accounts', heading: (m) => m.accounts.title }),
  lead('accounts/page.tsx', { path: '/support/accounts?show=nobody&q=nothing-like-this', heading: (m) => m.accounts.title }),
  lead('accounts/page.tsx', { path: '/support/accounts?show=nobody', heading: (m) => m.accounts.title, open: (page) => openBy(page, /Whose is it\?|Wem gehört es\?/) }),
  lead('accounts/[name]/page.tsx', { path: account(BAKER), heading: () => BAKER }),
  lead('accounts/[name]/page.tsx', { path: `${account(STRANGER)}?period=24h&show=lock`, heading: () => STRANGER }),
  lead('accounts/[name]/page.tsx', { path: account(LAW_FIRM), heading: () => LAW_FIRM, open: (page) => openFromMenu(page, /^(Act|Handeln)/, /Lock relaying|sperren/i) }),

  lead('customers/page.tsx', { path: '/support/customers', heading: (m) => m.customers.title }),
  lead('customers/page.tsx', { path: '/support/customers?q=nothing-like-this', heading: (m) => m.customers.title }),
  lead('customers/[number]/page.tsx', { path: '/support/customers/10417', heading: () => 'Bäckerei Muster' }),
  lead('customers/[number]/limits/page.tsx', { path: '/support/customers/10982/limits', heading: () => /^(Limits of|Grenzen von) TSV/ }),

  lead('deliverability/page.tsx', { path: '/support/deliverability', heading: (m) => m.deliverability.title }),
  lead('deliverability/page.tsx', { path: '/support/deliverability?q=nothing-like-this', heading: (m) => m.deliverability.title }),
  lead('deliverability/page.tsx', { path: '/support/deliverability?period=24h&host=mx02&receiver=microsoft-consumer', heading: (m) => m.deliverability.title }),
  lead('deliverability/page.tsx', { path: '/support/deliverability', heading: (m) => m.deliverability.title, open: (page, m) => openBy(page, m.deliverability.columns.open) }),

  lead('receivers/page.tsx', { path: '/support/receivers', heading: (m) => m.receivers.title }),
  lead('receivers/page.tsx', { path: '/support/receivers?period=7d&sort=share&q=nothing-like-this', heading: (m) => m.receivers.title }),
  lead('receivers/[id]/page.tsx', { path: '/support/receivers/microsoft-consumer', heading: () => 'Microsoft' }),
  lead('receivers/[id]/page.tsx', { path: '/support/receivers/united-internet?period=60m', heading: () => 'GMX / WEB.DE', open: openAllDetails }),
  lead('receivers/[id]/page.tsx', { path: '/support/receivers/firma.example?period=30d', heading: () => 'firma.example' }),
  lead('receivers/[id]/page.tsx', { path: '/support/receivers/nobody.example', heading: () => 'nobody.example' }),
  lead('deliverability/texts/page.tsx', { path: '/support/deliverability/texts', heading: (m) => m.texts.title }),
  lead('deliverability/texts/page.tsx', { path: '/support/deliverability/texts?show=rules', heading: (m) => m.texts.title, open: (page) => openBy(page, /^(Take back:|Zurücknehmen:)/) }),
  lead('deliverability/texts/page.tsx', { path: '/support/deliverability/texts?q=nothing-like-this', heading: (m) => m.texts.title }),
  lead('deliverability/texts/page.tsx', { path: '/support/deliverability/texts', heading: (m) => m.texts.title, open: openNaming }),

  lead('domains/page.tsx', { path: '/support/domains', heading: (m) => m.domains.title }),
  lead('domains/page.tsx', { path: '/support/domains?show=failing&q=nothing-like-this', heading: (m) => m.domains.title }),
  lead('domains/[domain]/page.tsx', { path: '/support/domains/baeckerei-muster.example', heading: () => 'baeckerei-muster.example' }),
  lead('domains/[domain]/page.tsx', { path: '/support/domains/sanitaer-beispiel.example', heading: () => 'sanitaer-beispiel.example', open: (page, m) => openBy(page, saying(m.domains.harm.acknowledge)) }),
  lead('domains/[domain]/page.tsx', { path: '/support/domains/kanzlei-probe.example', heading: () => 'kanzlei-probe.example' }),
  lead('not-found.tsx', { path: '/support/domains/nobody.example', heading: (m) => m.frame.notFound.title, status: 404 }),
  lead('blocklists/page.tsx', { path: '/support/blocklists', heading: (m) => m.blocklists.title }),
  lead('blocklists/page.tsx', { path: '/support/blocklists?show=domains', heading: (m) => m.blocklists.title }),
  lead('blocklists/page.tsx', { path: '/support/blocklists?q=nothing-like-this', heading: (m) => m.blocklists.title }),
  lead('blocklists/page.tsx', { path: '/support/blocklists?small=1&site=Berlin', heading: (m) => m.blocklists.title, open: (page, m) => openBy(page, m.blocklists.columns.open) }),
  lead('blocklists/page.tsx', { path: `/support/blocklists?target=${LISTED_IP}&list=spamcop`, heading: (m) => m.blocklists.title }),
  lead('blocklists/page.tsx', { path: '/support/blocklists?target=203.0.113.24&list=spamhaus-zen', heading: (m) => m.blocklists.title }),
  lead('blocklists/page.tsx', { path: `/support/blocklists?show=domains&target=${LISTED_DOMAIN}&list=surbl`, heading: (m) => m.blocklists.title }),
  lead('blocklists/page.tsx', { path: `/support/blocklists?show=domains&target=${PROVIDER}&list=spamhaus-dbl`, heading: (m) => m.blocklists.title }),
  lead('blocklists/[list]/page.tsx', { path: '/support/blocklists/uceprotect-1', heading: () => 'UCEPROTECT 1', open: openAllDetails }),
  lead('blocklists/[list]/page.tsx', { path: '/support/blocklists/psbl', heading: () => 'PSBL' }),
  lead('blocklists/[list]/page.tsx', { path: '/support/blocklists/sorbs', heading: () => /sorbs/i }),
  lead('ips/[ip]/page.tsx', { path: `/support/ips/${LISTED_IP}`, heading: () => LISTED_IP, open: openAllDetails }),
  lead('ips/[ip]/page.tsx', { path: '/support/ips/2001:db8:25::24?days=90', heading: () => '2001:db8:25::24' }),

  lead('hosts/page.tsx', { path: '/support/hosts', heading: (m) => m.hosts.title }),
  lead('hosts/page.tsx', { path: '/support/hosts?q=nothing-like-this', heading: (m) => m.hosts.title }),
  lead('hosts/[name]/page.tsx', { path: '/support/hosts/mx02', heading: () => 'mx02' }),
  lead('hosts/[name]/page.tsx', { path: '/support/hosts/mx02?receivers=7d', heading: () => 'mx02' }),
  lead('hosts/[name]/page.tsx', { path: '/support/hosts/mx02', heading: () => 'mx02', open: (page) => openBy(page, /postmaster@/) }),
  lead('hosts/[name]/page.tsx', { path: '/support/hosts/mx31', heading: () => 'mx31' }),

  lead('incidents/page.tsx', { path: '/support/incidents', heading: (m) => m.incidents.title }),
  lead('incidents/[number]/page.tsx', { path: '/support/incidents/7', heading: () => /10417 Bäckerei/ }),
  lead('incidents/page.tsx', { path: '/support/incidents?kind=receiver-block', heading: (m) => m.incidents.title }),
  lead('incidents/[number]/page.tsx', { path: '/support/incidents/13', heading: () => /^Microsoft (refuses 1 host|lehnt 1 Host ab)$/ }),
  lead('incidents/[number]/page.tsx', { path: '/support/incidents/10', heading: () => /^mx31 (is silent|ist stumm)$/ }),

  lead('probes/page.tsx', { path: '/support/probes', heading: (m) => m.probes.title }),
  lead('probes/page.tsx', { path: '/support/probes?view=configuration&q=nothing-like-this', heading: (m) => m.probes.title }),
  lead('probes/page.tsx', { path: '/support/probes?host=mx31&check=starttls-not-last', heading: (m) => m.probes.title, open: (page, m) => openBy(page, m.probes.acknowledge.open) }),
  lead('probes/page.tsx', { path: '/support/probes?host=mx02&check=certificate', heading: (m) => m.probes.title }),
  lead('probes/page.tsx', { path: '/support/probes?view=configuration&host=web7&check=smtps-plain-text', heading: (m) => m.probes.title }),
  lead('incidents/page.tsx', { path: '/support/incidents?kind=failing-probe', heading: (m) => m.incidents.title }),

  lead('locks/page.tsx', { path: '/support/locks', heading: (m) => m.locks.title }),
  lead('locks/page.tsx', { path: '/support/locks?q=nothing-like-this', heading: (m) => m.locks.title }),
  lead('locks/page.tsx', { path: '/support/locks?waits=closed', heading: (m) => m.locks.title, open: (page, m) => openBy(page, m.locks.lockAccount.open) }),
  lead('locks/[id]/page.tsx', { path: ({ lockOf }) => `/support/locks/${lockOf(PLUMBER)}`, heading: () => PLUMBER }),
  lead('locks/[id]/page.tsx', { path: ({ lockOf }) => `/support/locks/${lockOf(BAKER)}`, heading: () => BAKER }),

  lead('trace/page.tsx', { path: '/support/trace', heading: (m) => m.trace.title }),
  lead('trace/page.tsx', { path: '/support/trace?q=anna@example.org&span=7d', heading: (m) => m.trace.title, open: traceDone }),
  lead('trace/page.tsx', { path: '/support/trace?q=anna%20bert', heading: (m) => m.trace.title }),

  lead('quarantine/page.tsx', { path: '/support/quarantine', heading: (m) => m.quarantine.title }),
  lead('quarantine/page.tsx', { path: '/support/quarantine?view=burst', heading: (m) => m.quarantine.title }),
  lead('quarantine/page.tsx', { path: '/support/quarantine?q=nothing-like-this', heading: (m) => m.quarantine.title }),
  lead('quarantine/page.tsx', { path: `/support/quarantine?open=${PLUMBER}`, heading: (m) => m.quarantine.title, open: chooseFirstMail }),
  ...(['release', 'delete', 'keep', 'headers'] as const).map((panel) =>
    lead('quarantine/page.tsx', {
      path: `/support/quarantine?open=${PLUMBER}`,
      heading: (m) => m.quarantine.title,
      open: async (page, m) => {
        await chooseFirstMail(page, m)
        await openBy(page, saying(m.quarantine.bar[panel]))
        await expect(page.getByRole('dialog').getByText(m.quarantine.panel.reading)).toHaveCount(0)
      },
    }),
  ),
]

/** What a page folds away is looked at too. */
async function openAllDetails(page: Page): Promise<void> {
  for (const summary of await page.locator('main details > summary').all()) await summary.click()
}

async function chooseFirstMail(page: Page, words: Messages): Promise<void> {
  await page.getByRole('checkbox', { name: saying(words.quarantine.row.chooseMail) }).first().check()
  await expect(page.getByRole('button', { name: words.quarantine.bar.clear })).toBeVisible()
}

async function openNaming(page: Page, words: Messages): Promise<void> {
  await page.getByRole('link', { name: saying(words.texts.nameOf) }).first().click()
  await expect(page.getByRole('dialog').getByText(words.texts.previewAsking)).toHaveCount(0)
  await expect(page.getByRole('dialog').getByText(words.texts.previewTitle)).toBeVisible()
}
