import { expect, test, type Page } from '@playwright/test'
import { makeAuthority } from '../lib/probes/certificates-for-tests.ts'
import { setProbePlaces } from '../lib/probes/probe-schedule-records.ts'
import { startQmailLab, type QmailLab } from './lab/qmail-lab.ts'
import { joinAgent, type JoinedAgent } from './story/joined-agent.ts'
import { startProbedDesk, type ProbedDesk } from './story/probed-desk.ts'
import { startSpamdykeHost, type SpamdykeHost } from './story/spamdyke-host.ts'
import { signIn } from './story/story-pages.ts'

/** "In Plesk hell": port 465 speaks plain text, which a look from outside finds and the host's own configuration explains. */

const HELL = 'alt3.muster-hosting.example'
const WELL = 'alt4.muster-hosting.example'
const authority = makeAuthority('Case 5 Root')
let desk: ProbedDesk
let page: Page
const hosts: SpamdykeHost[] = []
const labs: QmailLab[] = []
const agents: JoinedAgent[] = []

test.describe.configure({ mode: 'serial' })
test.setTimeout(60_000)

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000)
  desk = await startProbedDesk(authority)
  for (const [name, isShared, site] of [[HELL, true, 'Nürnberg'], [WELL, false, 'Berlin']] as const) {
    const host = await startSpamdykeHost({ name, version: '5.0.1', isShared, authority })
    const lab = await startQmailLab()
    hosts.push(host)
    labs.push(lab)
    const { root, logs, vpopmailBin } = lab.sim
    const agent = await joinAgent({ db: desk.db, secret: desk.secret, name, kind: 'qmail', site, options: { root, logs, vpopmailBin, serviceFolder: lab.sim.serviceFolder }, configurationRoot: host.root, env: desk.agentEnv, resolver: desk.resolver })
    agents.push(agent)
    await setProbePlaces(desk.db, agent.hostId, host.places)
  }
  page = await signIn(browser, desk.url, await desk.addPerson(['support', 'lead'], 'support@muster-hosting.example'))
})

test.afterAll(async () => {
  for (const agent of agents) await agent.stop()
  await desk?.stop()
  for (const host of hosts) await host.stop()
  for (const lab of labs) await lab.end()
})

const cellOf = (name: string, check: string) => page.locator(`a[data-cell][href*="host=${name}&check=${check}"]`).first()

test('a look from outside finds plain text on 465, and the agent names the file and the line', async () => {
  await page.goto(`${desk.url}/support/probes`)
  await expect(cellOf(HELL, 'implicit-tls')).toContainText('fails', { timeout: 40_000 })
  await expect(cellOf(HELL, 'smtps-plain-text')).toContainText('fails', { timeout: 30_000 })
  await expect(cellOf(WELL, 'implicit-tls')).toHaveAttribute('aria-label', /passes/, { timeout: 40_000 })
  await cellOf(HELL, 'implicit-tls').click()
  const panel = page.getByRole('dialog')
  await expect(panel).toContainText('speaks plain text where TLS is due from the first byte')
  await expect(panel).toContainText('What its configuration says')
  await expect(panel).toContainText('/etc/xinetd.d/smtps_psa')
  await expect(panel).toContainText('tls-level=smtps')
})

test('in German the panel is German, what is to be pasted stays as it is, and the table says which spamdyke each host has', async () => {
  await desk.db.user.updateMany({ data: { language: 'de' } })
  await page.reload()
  const panel = page.getByRole('dialog')
  await expect(panel).toContainText('spricht Klartext: spamdyke spricht nur mit tls-level=smtps ab dem ersten Byte TLS, und hier steht smtp.')
  await expect(panel).toContainText('In /etc/xinetd.d/smtps_psa Zeile 11 ersetzen durch:')
  await expect(panel).toContainText('Plesk schreibt /etc/xinetd.d/smtps_psa neu')
  await expect(page.getByRole('rowheader', { name: WELL, includeHidden: true })).toContainText('spamdyke 5.0.1', { timeout: 40_000 })
  await desk.db.user.updateMany({ data: { language: 'en' } })
  await page.reload()
})

test('the other host looks as well, and sees the same', async () => {
  await page.getByRole('dialog').getByRole('button', { name: `Probe now: ${HELL}` }).click()
  await expect(page.getByRole('dialog')).toContainText(`from ${WELL}`, { timeout: 40_000 })
  expect(await desk.db.incident.count({ where: { kind: 'failing-probe', causeKey: 'check:implicit-tls:qmail', state: 'open' } })).toBe(1)
})

test('once the cure is in the files, the agent finds it, the desk looks, and the incident is over by itself', async () => {
  await hosts[0]?.change('etc/spamdyke-smtps.conf', () => 'log-level=info\nlocal-domains-file=/var/qmail/control/rcpthosts\ntls-certificate-file=/etc/ssl/private/mail.pem\ntls-level=smtps\n')
  await hosts[0]?.change('etc/xinetd.d/smtps_psa', (before) => before.replace('/etc/spamdyke.conf', '/etc/spamdyke-smtps.conf'))
  // It looks by itself within a minute, and at once when it starts.
  await agents[0]?.kill()
  await agents[0]?.start()
  await expect(page.getByRole('dialog')).toContainText('speaks TLS from the first byte', { timeout: 50_000 })
  await expect(page.getByRole('dialog')).not.toContainText('What its configuration says')
  const { number } = await desk.db.incident.findFirstOrThrow({ where: { causeKey: 'check:implicit-tls:qmail' } })
  await page.goto(`${desk.url}/support/incidents/${number}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('1 host: does not speak TLS from the first byte on port 465 (over)')
  await expect(page.getByRole('row').filter({ hasText: HELL })).toContainText('passes since')
})
