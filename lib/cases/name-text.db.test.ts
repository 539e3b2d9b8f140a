import { expect, test, vi } from 'vitest'
import type { Db } from '../db.ts'
import type { EventOf } from '../protocol/events.ts'
import { formOf } from '../refusals/text-form.ts'
import { withTestDatabase } from '../setup/test-database.ts'
import { activeRules, listRules } from '../taught-rules/taught-rule-records.ts'
import type { NameTextInput } from '../taught-rules/taught-rule.ts'
import { countFurther, dropOldTexts, listUnknownTexts } from '../taught-rules/text-records.ts'
import { givenRealHost, givenWorker } from '../worker/rig-for-tests.ts'
import { nameText } from './name-text.ts'
import { previewRule } from './preview-rule.ts'
import { revokeRule } from './revoke-rule.ts'
import { storeAgentEvents } from './store-agent-events.ts'
import { eventPage, givenHost, givenPerson, NOON, workerAt } from './story-for-tests.ts'

const STARS = '550 The stars of shop-77123 do not agree'
const MOON = '550 Moon in the wrong house'
const STEP = '2026-11-24T11:50:00.000Z'
const NAME: NameTextInput = { text: 'The stars of shop-1234567 do not agree', receiver: null, class: 'policy', scope: 'receiver', permanent: true, note: 'asked them by phone' }

const text = (example: string, count: number, more: { receiver?: string; rule?: string | null } = {}) => ({ receiver: 'shop.example', rule: null, form: formOf(example), example, count, ...more })
const told = (texts: EventOf<'deliveries'>['texts'], step = STEP, furtherTexts?: number): EventOf<'deliveries'> => ({ kind: 'deliveries', step, cells: [], samples: [], texts, ...(furtherTexts !== undefined && { furtherTexts }) })
const tell = (db: Db, hostId: number, seq: number, ...events: EventOf<'deliveries'>[]) => storeAgentEvents(workerAt(db, NOON), hostId, eventPage(seq, events))
const unnamed = async (db: Db) => (await listUnknownTexts(db, { q: '', page: 1 })).rows.map(({ example, count, hosts, receivers }) => [example, count, hosts.join(), receivers.join()])

async function givenDesk() {
  const { db, url } = await withTestDatabase()
  const [mx01, mx02] = [await givenHost(db, 'mx01'), await givenHost(db, 'mx02')]
  await db.host.updateMany({ data: { joinedAt: NOON } })
  const anna = await givenPerson(db, 'Anna', ['support'])
  return { db, url, mx01, mx02, doing: { db, now: NOON, actor: anna } }
}

test('texts are counted as the hosts tell, a later telling of a step in place of an earlier one, most frequent first', async () => {
  const { db, mx01, mx02 } = await givenDesk()
  await tell(db, mx01.id, 1, told([text(STARS, 3), text(MOON, 1)], STEP, 4))
  await tell(db, mx01.id, 2, told([text(STARS, 5)], STEP, 6))
  await tell(db, mx02.id, 1, told([text(STARS.replace('77123', '99999'), 2, { receiver: 'firma.example' }), text(MOON, 20)]), told([text(MOON, 1)], '2026-11-24T12:00:00.000Z'))
  expect(await unnamed(db)).toEqual([
    [MOON, 22, 'mx01,mx02', 'shop.example'],
    [expect.stringContaining('The stars of'), 7, 'mx01,mx02', 'firma.example,shop.example'],
  ])
  expect(await countFurther(db)).toEqual({ further: 6, isFull: false })
  expect((await listUnknownTexts(db, { q: 'firma', page: 1 })).rows.map(({ count }) => count)).toEqual([2])
  expect((await listUnknownTexts(db, { q: '100%', page: 1 })).total).toBe(0)
})

test('a named text leaves the list, its rule goes to every host, and counts stay as they were', async () => {
  const { db, mx01, doing } = await givenDesk()
  await tell(db, mx01.id, 1, told([text(STARS, 3), text(MOON, 1)]))
  const { id } = await nameText(doing, NAME)
  expect(await unnamed(db)).toEqual([[MOON, 1, 'mx01', 'shop.example']])
  const wishes = await db.standingOrder.findMany({ where: { kind: 'refusal-rules' } })
  expect(wishes.map(({ version, data }) => [version, data])).toEqual([[1, { rules: await activeRules(db) }], [1, { rules: await activeRules(db) }]])

  await tell(db, mx01.id, 2, told([text(STARS, 3), text(STARS, 4, { rule: id })]))
  expect((await listRules(db, '')).map(({ hits, madeBy }) => [hits, madeBy?.name])).toEqual([[4, 'Anna']])
  expect(await db.refusalTextDay.aggregate({ _sum: { count: true } })).toEqual({ _sum: { count: 8 } })
  expect(await db.changeRow.findFirst({ where: { kind: 'taught-rule' } })).toMatchObject({ to: 'taught', reason: NAME.note, evidence: { class: 'policy' } })
  expect(await db.audit.findFirst({ where: { action: 'text: name' } })).toMatchObject({ subject: `rule ${id}`, actor: 'Anna' })
})

test('of two rules that speak of one text the newer decides; taken back, the older does, and then none', async () => {
  const { db, mx01, doing } = await givenDesk()
  await tell(db, mx01.id, 1, told([text(STARS, 3)]))
  const older = await nameText(doing, NAME)
  const newer = await nameText({ ...doing, now: new Date(NOON.getTime() + 1000) }, { ...NAME, text: 'stars of * agree', class: 'content' })
  const ruleOf = async () => (await db.refusalText.findFirstOrThrow()).ruleId
  expect(await ruleOf()).toBe(newer.id)
  await revokeRule(doing, { roles: ['support'] }, { id: newer.id, reason: 'wrong' })
  expect(await ruleOf()).toBe(older.id)
  await revokeRule(doing, { roles: ['support'] }, { id: older.id, reason: 'wrong too' })
  expect(await unnamed(db)).toEqual([[STARS, 3, 'mx01', 'shop.example']])
  expect((await db.standingOrder.findFirstOrThrow({ where: { kind: 'refusal-rules' } }))).toMatchObject({ version: 4, data: { rules: [] } })
  await expect(revokeRule(doing, { roles: ['support'] }, { id: older.id, reason: 'again' })).rejects.toMatchObject({ code: 'not-found' })
})

test('the rule of somebody else is taken back by a lead only', async () => {
  const { db, doing } = await givenDesk()
  const { id } = await nameText(doing, NAME)
  const bob = await givenPerson(db, 'Bob', ['support'])
  await expect(revokeRule({ ...doing, actor: bob }, { roles: ['support'] }, { id, reason: 'no' })).rejects.toMatchObject({ code: 'not-allowed' })
  await revokeRule({ ...doing, actor: bob }, { roles: ['lead'] }, { id, reason: 'no' })
  expect(await activeRules(db)).toEqual([])
})

test.each([['550 5.7.1 *'], ['....']])('a text that speaks of nearly everything is no rule: %s', async (bad) => {
  const { db, doing } = await givenDesk()
  await expect(nameText(doing, { ...NAME, text: bad })).rejects.toMatchObject({ code: 'bad-input', userMessageKey: 'errors.rule-too-short' })
  await expect(previewRule(db, { text: bad, receiver: null, class: 'policy' })).rejects.toMatchObject({ code: 'bad-input' })
  await expect(nameText(doing, { ...NAME, class: 'unknown' as never })).rejects.toThrow()
})

test('before it is saved, a rule shows what it names and what it would change', async () => {
  const { db, mx01 } = await givenDesk()
  await tell(db, mx01.id, 1, told([text(STARS, 3), text(STARS, 2, { receiver: 'firma.example' }), text(MOON, 9)]))
  const sample = (reply: string, refusalClass: string, receiver = 'shop.example') => ({ hostId: mx01.id, at: NOON, receiver, outcome: 'bounced', refusalClass, reply })
  await db.replySample.createMany({ data: [sample(`${STARS}; blocked`, 'ip_block'), sample(`${STARS}; blocked`, 'ip_block'), sample(STARS, 'unknown'), sample(STARS, 'policy'), sample(MOON, 'rate')] })
  expect(await previewRule(db, { text: NAME.text, receiver: null, class: 'policy' })).toMatchObject({
    unknown: { texts: 2, replies: 5 },
    changed: { samples: 2, asked: 5, shown: [{ count: 2, now: 'ip_block', text: `${STARS}; blocked` }] },
  })
  expect((await previewRule(db, { text: NAME.text, receiver: 'firma.example', class: 'policy' })).unknown).toMatchObject({ texts: 1, replies: 2 })
})

test('texts go after thirty days, rules stay', async () => {
  const { db, mx01, doing } = await givenDesk()
  await tell(db, mx01.id, 1, told([text(STARS, 3)]))
  await nameText(doing, NAME)
  await dropOldTexts(db, new Date('2026-11-27T00:00:00Z'))
  expect([await db.refusalTextStep.count(), await db.refusalTextDay.count(), await db.refusalText.count()]).toEqual([0, 1, 1])
  await dropOldTexts(db, new Date('2026-12-26T00:00:00Z'))
  expect([await db.refusalTextDay.count(), await db.refusalText.count(), await db.taughtRule.count()]).toEqual([0, 0, 1])
})

test('from the host to the desk and back: a text comes in, is named, and the agent judges by it, also one that joins later', async () => {
  const soon = { timeout: 20_000, interval: 50 }
  const { db, url } = await withTestDatabase()
  const anna = await givenPerson(db, 'Anna', ['support'])
  const one = await givenRealHost(db, 'mx01.provider.example')
  givenWorker(url, 'w1')
  const refuse = (host: typeof one) => host.memory.attempt(host.memory.send({ account: 'info@customer.example', recipients: ['a@shop.example'] }) ?? '', 'bounced', STARS)
  const counted = async () => Object.fromEntries((await db.deliveryHour.groupBy({ by: ['refusalClass'], _sum: { count: true } })).map(({ refusalClass, _sum }) => [refusalClass, _sum.count]))

  refuse(one)
  await vi.waitFor(async () => expect(await unnamed(db)).toEqual([[STARS, 1, 'mx01.provider.example', 'shop.example']]), soon)
  const { id } = await nameText({ db, now: new Date(), actor: anna }, NAME)
  const inForce = (hosts: number) => vi.waitFor(async () => expect(await db.standingOrder.count({ where: { kind: 'refusal-rules', found: 'in-force', foundVersion: 1 } })).toBe(hosts), soon)
  await inForce(1)
  refuse(one)
  const two = await givenRealHost(db, 'mx02.provider.example')
  await inForce(2)
  refuse(two)
  await vi.waitFor(async () => expect(await counted()).toEqual({ unknown: 1, policy: 2 }), soon)
  expect((await listRules(db, '')).map((rule) => [rule.id, rule.hits])).toEqual([[id, 2]])
}, 90_000)
