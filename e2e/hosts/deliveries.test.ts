import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addToPair, emptyPair, type Pair } from '../../lib/deliveries/matrix.ts'
import { listMatrixHosts, listPairs, sumPair } from '../../lib/deliveries/matrix-records.ts'
import { realServersArePossible } from '../../lib/demo/mail-servers/real-servers-are-possible.ts'
import { waitUntil } from '../../lib/demo/wait-until.ts'
import { makeTestDatabase } from '../../lib/setup/test-database.ts'
import { eximIsPossible } from '../lab/exim-instance.ts'
import { receiverOf } from '../../lib/receivers/receiver-of.ts'
import { SENDING_IPS, startSendingHosts, type SendingHosts } from '../lab/sending-hosts.ts'
import { joinAgent, type JoinedAgent } from '../story/joined-agent.ts'
import { startWorkerDesk, type WorkerDesk } from '../story/worker-desk.ts'

const REFUSALS = 60
const figures: Record<string, string | number> = {}
const possible = [realServersArePossible(), eximIsPossible()].find((each) => !each.ok) ?? { ok: true as const }

/** What one host's mails met at a receiver, as a line: `receiver outcome class ip`. */
type Met = Map<string, number>

if (!possible.ok) describe('what the desk shows of refusals', () => test.skip(`equals what the receivers did (not run: ${possible.why})`, () => {}))
else describe('what the desk shows of refusals', () => {
  let lab: SendingHosts
  let database: Awaited<ReturnType<typeof makeTestDatabase>>
  let desk: WorkerDesk
  const agents: Partial<Record<'postfix' | 'exim', JoinedAgent>> = {}

  beforeAll(async () => {
    lab = await startSendingHosts({ count: REFUSALS, withExim: true })
    database = await makeTestDatabase()
    desk = await startWorkerDesk(database.url)
    const join = (name: string, kind: 'postfix' | 'exim', options: Record<string, unknown>) => joinAgent({ db: database.db, secret: desk.secret, name, kind, options })
    agents.postfix = await join('mx01', 'postfix', { configDirectory: lab.postfix.configDirectory, stateFolder: `${lab.postfix.queueDirectory}/../relayward` })
    agents.exim = await join('mx03', 'exim', { program: lab.exim?.program })
    await waitUntil('both hosts are heard', async () => (await database.db.host.count({ where: { lastReadAt: { not: null } } })) === 2, { withinMs: 30_000 })
  }, 120_000)

  afterAll(async () => {
    for (const agent of Object.values(agents)) await agent.stop()
    await desk?.stop()
    await database?.drop()
    await lab?.stop()
    process.stdout.write(Object.entries(figures).map(([name, value]) => `  ${name}: ${value}\n`).join(''))
  }, 60_000)

  test('equals what the receivers did, to the last mail, over rotations and a kill -9 of agents and worker', async () => {
    expect(lab.cases).toHaveLength(REFUSALS)
    const third = Math.ceil(REFUSALS / 3)
    const send = (from: number) => Promise.all((['postfix', 'exim'] as const).map((host) => lab.send(host, lab.cases.slice(from, from + third))))

    await send(0)
    await Promise.all([lab.postfix.rotateLog(), lab.exim?.rotateLog()])
    const during = send(third)
    await waitUntil('the second third has begun', () => lab.receivers.answered.length > 2.5 * 2 * third, { withinMs: 60_000 })
    await Promise.all([agents.postfix?.kill(), agents.exim?.kill(), desk.kill()])
    await during
    await Promise.all([lab.postfix.rotateLog(), lab.exim?.rotateLog()])
    await send(2 * third)
    await Promise.all([agents.postfix?.start(), agents.exim?.start()])
    desk.start()
    await lab.exim?.exim(['-qff'])
    await lab.postfix.tool('postqueue', ['-f'])

    const tried = (host: 'postfix' | 'exim') => new Set(lab.receivers.answered.filter(({ clientIp }) => clientIp.endsWith(SENDING_IPS[host])).map(({ sender }) => sender))
    for (const host of ['postfix', 'exim'] as const) {
      await waitUntil(`every refusal was given to ${host}`, () => lab.cases.every(({ sender }) => tried(host).has(sender)), { withinMs: 60_000 })
    }
    for (const [name, host] of [['mx01', 'postfix'], ['mx03', 'exim']] as const) {
      let shown: Met = new Map()
      const isSame = async () => JSON.stringify(sorted((shown = await metAtDesk(name)))) === JSON.stringify(sorted(metAtReceivers(host)))
      await waitUntil(`the desk shows all of ${name}`, isSame, { withinMs: 90_000, everyMs: 500 }).catch(() => undefined)
      expect(sorted(shown)).toEqual(sorted(metAtReceivers(host)))
      const sum = [...shown.values()].reduce((total, count) => total + count, 0)
      figures[`${host}: attempts at the receivers and at the desk`] = `${lab.receivers.answered.filter(({ clientIp }) => clientIp.endsWith(SENDING_IPS[host])).length} and ${sum}`
      figures[`${host}: different ends (receiver, outcome, class)`] = shown.size
    }
  }, 240_000)

  test('the matrix and its panel add up to the same over all sending addresses, and no host has unread lines', async () => {
    const { db } = database
    const receivers = [...new Set(lab.cases.map(({ receiver }) => receiver))]
    for (const [name, host] of [['mx01', 'postfix'], ['mx03', 'exim']] as const) {
      const hostId = (await listMatrixHosts(db)).find((each) => each.name === name)?.id ?? 0
      const pairs = await listPairs(db, '60m', new Date(), { hostIds: [hostId], receivers })
      const total = emptyPair()
      for (const pair of pairs) {
        const panel = emptyPair()
        for (const row of await sumPair(db, '60m', new Date(), { hostId, receiver: pair.receiver })) addToPair(panel, row)
        for (const key of Object.keys(total) as (keyof Pair)[]) {
          expect(pair[key], `${name} ${pair.receiver} ${key}`).toBe(panel[key])
          total[key] = (total[key] ?? 0) + (pair[key] ?? 0)
        }
      }
      const of = (...outcomes: string[]) => lab.receivers.answered.filter(({ clientIp, outcome }) => clientIp.endsWith(SENDING_IPS[host]) && outcomes.includes(outcome)).length
      expect(total.delivered).toBe(of('delivered'))
      expect(total.deferred + total.refused + total.others).toBe(of('deferred', 'bounced'))
    }
    const unread = await db.hostReading.findMany({ where: { kind: 'unread-lines' }, select: { data: true } })
    expect(unread.map(({ data }) => (data as { count: number }).count)).toEqual([0, 0])
  })

  function metAtReceivers(host: 'postfix' | 'exim'): Met {
    const classOf = new Map(lab.cases.map(({ sender, refusalClass }) => [sender, refusalClass]))
    return count(lab.receivers.answered.filter(({ clientIp }) => clientIp.endsWith(SENDING_IPS[host])).map(({ receiver, outcome, sender }) => {
      return [receiverOf(receiver), outcome, outcome === 'delivered' ? '' : classOf.get(sender), SENDING_IPS[host]].join(' ')
    }), () => 1)
  }

  async function metAtDesk(name: string): Promise<Met> {
    const rows = await database.db.deliveryHour.findMany({ where: { hostId: (await database.db.host.findUniqueOrThrow({ where: { name } })).id } })
    const keyed = new Map(rows.map((row) => [row, `${row.receiver} ${row.outcome} ${row.refusalClass} ${row.ip}`]))
    return count([...keyed.values()], (_key, n) => rows[n]?.count ?? 0)
  }
})

function count(keys: string[], by: (key: string, n: number) => number): Met {
  const met: Met = new Map()
  keys.forEach((key, n) => met.set(key, (met.get(key) ?? 0) + by(key, n)))
  return met
}

function sorted(met: Met): [string, number][] {
  return [...met].sort(([a], [b]) => (a < b ? -1 : 1))
}
