import { expect, test, type Page } from '@playwright/test'
import { addHost } from '../lib/cases/add-host.ts'
import { makeAuthority } from '../lib/probes/certificates-for-tests.ts'
import { startProbedDesk, type ProbedDesk } from './story/probed-desk.ts'
import { startSpamdykeHost, type SpamdykeHost } from './story/spamdyke-host.ts'
import { signIn } from './story/story-pages.ts'

/** "Unless it is the last line": two hosts side by side, one of which offers STARTTLS where some clients do not see it. */

const OLD = 'alt3.muster-hosting.example'
const NEW = 'alt4.muster-hosting.example'
const authority = makeAuthority('Case 4 Root')
let desk: ProbedDesk
let page: Page
const hosts: SpamdykeHost[] = []

test.describe.configure({ mode: 'serial' })
test.setTimeout(60_000)

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000)
  desk = await startProbedDesk(authority)
  for (const [name, version] of [[OLD, '4.3.1'], [NEW, '5.0.1']] as const) {
    const host = await startSpamdykeHost({ name, version, isShared: false, authority })
    hosts.push(host)
    const doing = { db: desk.db, now: new Date(), actor: { kind: 'worker' } as const }
    const { hostId } = await addHost(doing, { name, kind: 'qmail', site: 'Nürnberg', agentUrl: 'https://127.0.0.1:1', ips: [] }, desk.secret)
    await desk.probe(hostId, host)
  }
  page = await signIn(browser, desk.url, await desk.addPerson(['support', 'lead'], 'support@muster-hosting.example'))
})

test.afterAll(async () => {
  await desk?.stop()
  for (const host of hosts) await host.stop()
})

const cellOf = (name: string, check: string) => page.locator(`a[data-cell][href*="host=${name}&check=${check}"]`).first()

test('the comparison names the host that offers STARTTLS as the last line, and its brother that does not', async () => {
  await page.goto(`${desk.url}/support/probes`)
  await expect(cellOf(OLD, 'starttls-not-last')).toContainText('fails', { timeout: 30_000 })
  await expect(cellOf(NEW, 'starttls-not-last')).toHaveAttribute('aria-label', /passes/, { timeout: 30_000 })
  await expect(page.getByRole('listitem').filter({ hasText: 'offers STARTTLS as the last line' })).toContainText('1 of 2 hosts')
})

test('the cell shows the lines as they came, from where, and the cure; the incident is open', async () => {
  await cellOf(OLD, 'starttls-not-last').click()
  const panel = page.getByRole('dialog')
  await expect(panel).toContainText('250 STARTTLS')
  await expect(panel).toContainText('from the desk')
  await expect(panel).toContainText('spamdyke does so from version 5.0.0 on')
  const incident = await desk.db.incident.findFirstOrThrow({ where: { kind: 'failing-probe', causeKey: 'check:starttls-not-last:qmail' } })
  expect(incident.state).toBe('open')
  await expect(panel.getByRole('link', { name: `Incident ${incident.number}` })).toBeVisible()
})

test('once the cure is applied, the next look closes the finding, and the incident is over by itself', async () => {
  hosts[0]?.install('5.0.1')
  await page.getByRole('dialog').getByRole('button', { name: `Probe now: ${OLD}` }).click()
  await expect(page.getByRole('dialog')).toContainText('another line follows STARTTLS', { timeout: 40_000 })
  const { number } = await desk.db.incident.findFirstOrThrow({ where: { causeKey: 'check:starttls-not-last:qmail' } })
  await page.goto(`${desk.url}/support/incidents/${number}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('1 host: offers STARTTLS as the last line (over)')
  await expect(page.getByRole('row').filter({ hasText: OLD })).toContainText('passes since')
  const rows = await desk.db.changeRow.findMany({ where: { kind: 'check', evidence: { path: ['check'], equals: 'starttls-not-last' } }, orderBy: { id: 'asc' } })
  expect([...new Set(rows.map(({ to }) => to))]).toEqual(['fail', 'pass'])
})
