import { randomUUID } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { EventBody } from '../../protocol/events.ts'
import type { Order } from '../../protocol/orders.ts'
import { addEvent, boundEvents, dropEventsUntil, eventsAfter } from './journal-events.ts'
import { saveOurs, setOurState } from './journal-messages.ts'
import { dropOldOrders, knownOrder, noteAnswer, noteOrder } from './journal-orders.ts'
import { openJournal, type Journal } from './open-journal.ts'

const at = new Date('2026-11-24T10:00:00Z')
let folder: string
let journal: Journal
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'relayward-journal-'))
  journal = openJournal(path.join(folder, 'journal.db'))
})
afterEach(() => {
  journal.close()
  rmSync(folder, { recursive: true })
})

function activity(account: string, messages: number): EventBody {
  const hour = '2026-11-24T10:00:00.000Z'
  return { kind: 'activity', account, hour, messages, recipients: 0, delivered: 0, deferred: 0, bounced: 0, unknownRecipients: 0, held: 0, refused: 0, networks: [] }
}
function quarantined(): EventBody {
  const none = { agentLockId: null, guardedUnlockId: null }
  return { kind: 'quarantined', batchId: randomUUID(), account: 'a@b.example', cause: 'order', ...none, messages: [], complete: true }
}

test('a desk that is away for long finds the latest figures once, and every quarantine', () => {
  for (let n = 0; n < 500; n += 1) addEvent(journal, at, activity(`a${n % 5}@b.example`, n))
  for (let n = 0; n < 50; n += 1) addEvent(journal, at, quarantined())
  const events = eventsAfter(journal, 0, 10_000)
  expect(events.map((event) => event.body.kind).filter((kind) => kind === 'quarantined')).toHaveLength(50)
  expect(events.flatMap(({ body }) => (body.kind === 'activity' ? [body.messages] : []))).toEqual([495, 496, 497, 498, 499])
})

test('figures of many accounts are bounded, the oldest go first, and locks and quarantines stay', () => {
  for (let n = 0; n < 100; n += 1) addEvent(journal, at, activity(`a${n}@b.example`, n))
  addEvent(journal, at, quarantined())
  expect(boundEvents(journal, 30)).toBe(70)
  const events = eventsAfter(journal, 0, 10_000)
  expect(events).toHaveLength(31)
  expect(events[0]?.body).toMatchObject({ account: 'a70@b.example' })
  expect(events.at(-1)?.body.kind).toBe('quarantined')
})

test('numbers of events are never given twice, also when all were read', () => {
  addEvent(journal, at, quarantined())
  dropEventsUntil(journal, 1)
  journal.close()
  journal = openJournal(path.join(folder, 'journal.db'))
  addEvent(journal, at, quarantined())
  expect(eventsAfter(journal, 0).map((event) => event.seq)).toEqual([2])
})

test('a journal keeps its name, and one begun anew has another', () => {
  const { id } = journal
  journal.close()
  journal = openJournal(path.join(folder, 'journal.db'))
  expect(journal.id).toBe(id)
  const other = openJournal(path.join(folder, 'other.db'))
  expect(other.id).not.toBe(id)
  other.close()
})

test('a change that fails half way leaves nothing behind', () => {
  const change = () =>
    journal.write(() => {
      addEvent(journal, at, quarantined())
      throw new Error('half way')
    })
  expect(change).toThrow('half way')
  expect(eventsAfter(journal, 0)).toEqual([])
})

test('answers are kept 90 days, and longer while a message of their batch is in our hands', () => {
  const message = { id: 'ABC123', account: null, witnesses: [], sender: '', recipients: [], size: 1, arrivedAt: at.toISOString(), place: 'quarantine' as const, parentId: null }
  const orders = [randomUUID(), randomUUID()].map((batchId): Order => ({ id: randomUUID(), verb: 'quarantine', batchId, account: 'a@b.example' }))
  for (const order of orders) {
    noteOrder(journal, order, at)
    noteAnswer(journal, { id: order.id, state: 'done', at: at.toISOString() })
  }
  const [lives, ended] = orders as [Order, Order]
  saveOurs(journal, message, 'quarantined', { account: 'a@b.example', batchId: 'batchId' in lives ? lives.batchId : '', guardedUnlockId: null }, at)
  const known = () => [lives, ended].map((order) => knownOrder(journal, order) !== null)
  dropOldOrders(journal, new Date(at.getTime() + 89 * 86_400_000))
  expect(known()).toEqual([true, true])
  dropOldOrders(journal, new Date(at.getTime() + 91 * 86_400_000))
  expect(known()).toEqual([true, false])
  setOurState(journal, `ABC123/${at.getTime() / 1000}`, 'ended', at)
  dropOldOrders(journal, new Date(at.getTime() + 91 * 86_400_000))
  expect(known()).toEqual([false, false])
})

test('opening a journal prints no warning', () => {
  const script = `import(${JSON.stringify(path.join(import.meta.dirname, 'open-journal.ts'))}).then((m) => m.openJournal(':memory:').close())`
  const printed = execFileSync(process.execPath, ['-e', `${script}`], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], timeout: 20_000 })
  expect(printed).toBe('')
})
