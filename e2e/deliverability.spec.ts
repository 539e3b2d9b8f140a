import { expect, test, type Page } from '@playwright/test'
import { waitUntil } from '../lib/demo/wait-until.ts'
import { knownReceiver } from '../lib/receivers/catalogue.ts'
import { receiverOf } from '../lib/receivers/receiver-of.ts'
import { SENDING_IPS, startSendingHosts, type SendingHosts } from './lab/sending-hosts.ts'
import { joinAgent, type JoinedAgent } from './story/joined-agent.ts'
import { needsRealServers } from './story/needs-real-servers.ts'
import { startStoryDesk, type StoryDesk } from './story/story-desk.ts'
import { signIn } from './story/story-pages.ts'

/** A wall-clock figure is printed exactly and fails at five times its aim. */
const AIM_MS = 3000
const SLACK = 5
const HOSTS = [['mx01', 'postfix'], ['mx03', 'exim']] as const

let lab: SendingHosts
let desk: StoryDesk
let page: Page
const agents: JoinedAgent[] = []
const figures: Record<string, string | number> = {}

needsRealServers({ withExim: true })
test.describe.configure({ mode: 'serial' })
test.setTimeout(180_000)

test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000)
  lab = await startSendingHosts({ count: 60, withExim: true })
  desk = await startStoryDesk()
  const join = async (name: string, kind: 'postfix' | 'exim', options: Record<string, unknown>) => agents.push(await joinAgent({ db: desk.db, secret: desk.secret, name, kind, options }))
  await join('mx01', 'postfix', { configDirectory: lab.postfix.configDirectory, stateFolder: `${lab.postfix.queueDirectory}/../relayward` })
  await join('mx03', 'exim', { program: lab.exim?.program })
  await waitUntil('both hosts are heard', async () => (await desk.db.host.count({ where: { lastReadAt: { not: null } } })) === 2, { withinMs: 30_000 })
  page = await signIn(browser, desk.url, await desk.addPerson(['support'], 'support@muster-hosting.example'))
})

test.afterAll(async () => {
  for (const agent of agents) await agent.stop()
  await desk?.stop()
  await lab?.stop()
  process.stdout.write(Object.entries(figures).map(([name, value]) => `  ${name}: ${value}\n`).join(''))
})

test('a refusal seen at a receiver is on the open page within seconds', async () => {
  await lab.send('postfix', lab.cases)
  await lab.send('exim', lab.cases)
  await page.goto(`${desk.url}/support/deliverability`)
  for (const [name, host] of HOSTS) {
    const refusal = lab.cases.find(({ stage, text, receiver }) => stage === 'RCPT' && text.startsWith('5') && knownReceiver(receiver))
    if (!refusal) throw new Error('no such refusal')
    const label = () => page.locator(`[data-cell][data-host="${name}"][data-receiver="${refusal.receiver}"]`).innerText()
    await expect(page.locator(`[data-cell][data-host="${name}"][data-receiver="${refusal.receiver}"]`)).toBeVisible({ timeout: 30_000 })
    await settled(label)
    const before = await label()
    const known = lab.receivers.answered.length
    await lab.send(host, [refusal])
    await waitUntil('it is refused', () => lab.receivers.answered.slice(known).some(({ sender }) => sender === refusal.sender))
    const refusedAt = lab.receivers.answered.slice(known).find(({ sender }) => sender === refusal.sender)?.at ?? 0
    await waitUntil('the page shows it', async () => (await label()) !== before, { withinMs: SLACK * AIM_MS })
    figures[`${host}: refused at the receiver to shown on the open page, ms`] = Date.now() - refusedAt
    expect(Date.now() - refusedAt).toBeLessThan(SLACK * AIM_MS)
  }
})

test('what the page shows of a host and a receiver is what the receiver did, to the last mail', async () => {
  await waitUntil('the desk has all of it', async () => {
    const sum = await desk.db.deliveryHour.aggregate({ _sum: { count: true } })
    return sum._sum.count === lab.receivers.answered.length
  }, { withinMs: 30_000, everyMs: 200 })
  await page.reload()
  let pairs = 0
  for (const [name, host] of HOSTS) {
    const cells = page.locator(`[data-cell][data-host="${name}"]`)
    for (const cell of await cells.all()) {
      const receiver = (await cell.getAttribute('data-receiver')) ?? ''
      const met = lab.receivers.answered.filter((one) => one.clientIp.endsWith(SENDING_IPS[host]) && receiverOf(one.receiver) === receiver)
      const of = (...outcomes: string[]) => met.filter(({ outcome }) => outcomes.includes(outcome)).length
      const told = figuresIn(await cell.innerText())
      expect(told.delivered, `${name} → ${receiver}, delivered`).toBe(of('delivered'))
      expect(told.deferred + told.refused + told.others, `${name} → ${receiver}, not delivered`).toBe(of('deferred', 'bounced'))
      pairs += 1
    }
  }
  figures['pairs of host and receiver compared on the page'] = pairs
  expect(pairs).toBeGreaterThan(10)
})

/** Until nothing changes for as long as the agent tells what was taken late. */
async function settled(read: () => Promise<string>): Promise<void> {
  let last = ''
  let since = Date.now()
  await waitUntil('the page rests', async () => {
    const now = await read()
    if (now !== last) {
      last = now
      since = Date.now()
    }
    return Date.now() - since > 12_000
  }, { withinMs: 60_000, everyMs: 250 })
}

function figuresIn(text: string): { delivered: number; deferred: number; refused: number; others: number } {
  const of = (word: RegExp) => Number(word.exec(text.replaceAll(/(?<=\d)[,.](?=\d{3})/g, ''))?.[1] ?? 0)
  return { delivered: of(/(\d+) delivered/), deferred: of(/(\d+) deferred/), refused: of(/(\d+) refused/), others: of(/(\d+) not about us/) }
}
