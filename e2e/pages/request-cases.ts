import { expect } from '@playwright/test'
import type { PageCase } from './page-cases.ts'
import { openBy, openFromMenu } from './page-steps.ts'
import { REQUESTS } from './tell-requests.ts'

const lead = (file: string, path: string, heading: PageCase['heading'], open?: PageCase['open']): PageCase => ({ file: `(signed-in)/support/requests/${file}`, who: 'lead', path, heading, open })
const list = (query: string) => lead('page.tsx', `/support/requests${query}`, (m) => m.requests.title)
const one = (which: keyof typeof REQUESTS, heading: string, open?: PageCase['open']) => lead('[number]/page.tsx', `/support/requests/${REQUESTS[which]}`, () => heading, open)

/** A request in each of its states, and every dialog that leads on from one. */
export const REQUEST_CASES: PageCase[] = [
  list(''),
  list('?show=closed'),
  list('?to=list&q=nothing-like-this'),
  one('granted', 'Microsoft'),
  one('overdue', 'Microsoft'),
  one('overdue', 'Microsoft', (page, m) => openBy(page, m.requests.act.chase)),
  ...(['note', 'putOff', 'takeBack', 'withdraw'] as const).map((item) => one('overdue', 'Microsoft', (page, m) => openFromMenu(page, m.requests.more, m.requests.menu[item]))),
  one('answered', 'T-Online'),
  one('answered', 'T-Online', (page, m) => openFromMenu(page, m.requests.more, m.requests.menu.again)),
  one('draft', 'SpamCop'),
  one('draft', 'SpamCop', (page, m) => openBy(page, m.requests.act.ask)),
  one('draft', 'SpamCop', async (page) => {
    await page.getByRole('button', { name: /^(Edit: Contact person|Bearbeiten: Contact person)$/ }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
  }),
  lead('new/page.tsx', '/support/requests/new', (m) => m.requests.new.title),
  lead('new/page.tsx', '/support/requests/new?receiver=microsoft-consumer', () => /Microsoft$/),
  lead('new/page.tsx', '/support/requests/new?list=spamcop&target=198.51.100.13', () => /SpamCop$/),
]
