import { randomUUID } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import type { LogEvent } from '../host/mail-host.ts'
import { makeMemoryHost } from '../host/memory-host.ts'
import { openJournal } from '../journal/open-journal.ts'
import { makeLog } from '../log.ts'
import { LIMITS, limitsOrder, makeRig } from '../test-rig.ts'
import { openCore } from './open-core.ts'
import { putStanding } from './put-standing.ts'
import { readHost } from './read-host.ts'
import { takeBatch } from './take-batch.ts'
import { tellActivity } from './tell-activity.ts'

const at = new Date('2026-11-24T10:00:00Z')

function makeCore(kind: 'postfix' | 'qmail' = 'postfix') {
  const now = () => at
  const memory = makeMemoryHost({ now, kind })
  const journal = openJournal(':memory:')
  const core = openCore({ host: memory.host, hostName: 'mail1', journal, log: makeLog(() => undefined, now), now, newId: randomUUID })
  return { core, memory, journal }
}

/** One delivered mail, as a log tells it. */
function mail(n: number, account: string, start = at): LogEvent[] {
  const id = `M${n}`
  const time = new Date(start.getTime() + n)
  return [
    { kind: 'accepted', at: time, id, account, clientIp: '192.0.2.5', line: `accepted ${id}` },
    { kind: 'sized', at: time, id, sender: 'a@b.example', recipients: 2, size: 100, line: `sized ${id}` },
    { kind: 'attempt', at: time, id, recipient: 'x@y.example', relay: null, isLocal: false, ip: null, outcome: 'delivered', isUnknownUser: false, reply: '250 ok', line: `sent ${id}` },
    { kind: 'attempt', at: time, id, recipient: 'z@y.example', relay: null, isLocal: false, ip: null, outcome: 'bounced', isUnknownUser: true, reply: '550 5.1.1', line: `bounced ${id}` },
    { kind: 'removed', at: time, id, line: `removed ${id}` },
  ]
}

test('50,000 log lines of 500 accounts are counted within a second of processor time', async () => {
  const { core } = makeCore()
  await putStanding(core, [limitsOrder('*', { ...LIMITS, recipientsMax: 100_000, unknownMax: null, networksMax: null })])
  const events = Array.from({ length: 10_000 }, (_, n) => mail(n, `a${n % 500}@customer.example`)).flat()
  const before = process.cpuUsage()
  for (let from = 0; from < events.length; from += 5000) {
    await takeBatch(core, { events: events.slice(from, from + 5000), lines: 5000, position: String(from), behindBytes: 0 })
  }
  const { user } = process.cpuUsage(before)
  expect(user / 1000).toBeLessThan(1000)
  expect(core.accounts.get('a7@customer.example')?.window.total).toEqual({
    messages: 20, recipients: 40, attempts: 40, temporaryFailures: 0, permanentFailures: 20, unknownRecipients: 20,
  })
  expect(core.live.size).toBe(0)
})

test('activity is told per account and hour, and a later figure replaces an earlier one', async () => {
  const { core, journal } = makeCore()
  await takeBatch(core, { events: mail(1, 'a@customer.example'), lines: 0, position: '1', behindBytes: 0 })
  tellActivity(core)
  await takeBatch(core, { events: mail(2, 'a@customer.example'), lines: 0, position: '2', behindBytes: 0 })
  tellActivity(core)
  tellActivity(core)
  const told = journal.prepare('SELECT body FROM events').all().map((row) => JSON.parse(String(row.body)))
  expect(told).toEqual([
    {
      kind: 'activity', account: 'a@customer.example', hour: '2026-11-24T10:00:00.000Z', messages: 2, recipients: 4, delivered: 2,
      deferred: 0, bounced: 2, unknownRecipients: 2, held: 0, refused: 0, networks: ['192.0.2.0/24'],
    },
  ])
})

test('an hour counted further after a restart is not begun anew', async () => {
  const { core, journal, memory } = makeCore()
  await takeBatch(core, { events: mail(1, 'a@customer.example'), lines: 0, position: '1', behindBytes: 0 })
  const again = openCore({ ...core, host: memory.host, journal })
  await takeBatch(again, { events: mail(2, 'a@customer.example'), lines: 0, position: '2', behindBytes: 0 })
  expect(again.accounts.get('a@customer.example')?.hour.tally.messages).toBe(2)
  expect(again.accounts.get('a@customer.example')?.window.total.messages).toBe(2)
})

test('lines that could not be read are counted among all, with two samples an hour that show no address', async () => {
  const { core } = makeCore()
  const unread: LogEvent[] = Array.from({ length: 9 }, (_, n) => ({ kind: 'unread', at, line: `odd ${n} from=<secret@customer.example>` }))
  await takeBatch(core, { events: unread, lines: 40, position: '1', behindBytes: 0 })
  await takeBatch(core, { events: unread.slice(0, 3), lines: 60, position: '2', behindBytes: 0 })
  expect((await readHost(core)).unreadLines).toEqual({ count: 12, lines: 100, samples: ['odd 0 from=<ADDRESS>', 'odd 1 from=<ADDRESS>'] })
}, 20_000)

test('the sample of an endless line is taken at once', async () => {
  const { core } = makeCore()
  const before = process.cpuUsage()
  await takeBatch(core, { events: [{ kind: 'unread', at, line: 'x'.repeat(65_536) }], lines: 1, position: '1', behindBytes: 0 })
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(500)
})

test('where the log does not name the account, the queue does, but never by a header alone', async () => {
  const rig = await makeRig({ kind: 'qmail' })
  const sendAs = (witness: 'qp' | 'header') => {
    const id = rig.memory.send({ account: 'a@customer.example', recipients: ['x@there.example'] })
    const message = rig.memory.state.messages.find((one) => one.id === id)
    if (message) message.witnesses = [witness]
    const line = rig.memory.state.lines.find((one) => one.kind === 'accepted' && one.id === id)
    if (line?.kind === 'accepted') line.account = null
  }
  sendAs('header')
  sendAs('qp')
  await vi.waitFor(() => expect(rig.agent.core.accounts.get('a@customer.example')?.window.total.messages).toBe(1))
  await rig.stop()
})

test('a login name that no order could carry neither counts nor stops anything', async () => {
  const { core } = makeCore()
  const refused: LogEvent = { kind: 'refused', at, account: 'x; rm -rf /\n', clientIp: null, why: 'unknown-user', line: 'refused x' }
  const accepted: LogEvent = { kind: 'accepted', at, id: 'ABC123', account: '../../x', clientIp: null, line: 'accepted' }
  await takeBatch(core, { events: [refused, accepted, ...mail(1, 'a@customer.example')], lines: 0, position: '1', behindBytes: 0 })
  expect([...core.accounts.keys()]).toEqual(['a@customer.example'])
  expect((await readHost(core)).unreadLines.count).toBe(1)
})
