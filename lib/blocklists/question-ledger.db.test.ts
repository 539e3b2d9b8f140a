import { setTimeout as wait } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { closeDb, openDb, type Db } from '../db.ts'
import { reply, startDnsServer } from '../dns/dns-server-for-tests.ts'
import { withTestDatabase } from '../setup/test-database.ts'
import { minutesAfterNoon } from '../cases/story-for-tests.ts'
import { readListFile } from './list-file.ts'
import { Pacer } from './pacer.ts'
import { questionLedger } from './question-ledger-records.ts'
import { sweepBlocklists } from './sweep-blocklists.ts'
import { readAddress } from './target.ts'

const limited = (perDay: number) => ({ family: 'sem', limits: { perDay, publicResolvers: '', registration: '', volume: '' } })
const clock = { now: minutesAfterNoon(0) }
const HOUR = 60

async function given() {
  clock.now = minutesAfterNoon(0)
  const { db, url } = await withTestDatabase()
  // A program of its own has a client of its own.
  const program = () => {
    const own = openDb(url, 2)
    onTestFinished(() => closeDb(own))
    return pacerOn(own)
  }
  return { db, program }
}

const pacerOn = (db: Db) => new Pacer(questionLedger(db, () => clock.now))

/** Asks until no more is allowed, or so many. Returns how many questions went. */
async function ask(pacer: Pacer, perDay: number, max = Infinity): Promise<number> {
  for (let asked = 0; ;) {
    if (asked >= max) return asked
    const ms = pacer.take(limited(perDay), 0)
    if (ms === Infinity) return asked
    if (ms === 0) asked++
    else await wait(1)
  }
}

const counted = async (db: Db) => (await db.listQuestions.aggregate({ _sum: { count: true } }))._sum.count

test('two programs at once ask no more together than a list allows in a day, and all of it', async () => {
  const { db, program } = await given()
  const [one, two] = [program(), program()]
  const asked = await Promise.all([ask(one, 257), ask(two, 257)])
  expect(asked[0] + asked[1]).toBe(257)
  expect(Math.min(...asked)).toBeGreaterThan(0)
  expect(await counted(db)).toBe(257)
})

test('a program that dies leaves some counted that nobody asked, one that ends well leaves none', async () => {
  const { db, program } = await given()
  expect(await ask(program(), 100, 5)).toBe(5)
  expect(await counted(db)).toBe(10)
  const second = program()
  expect(await ask(second, 100, 15)).toBe(15)
  await second.giveBack()
  expect(await counted(db)).toBe(25)
  expect(await ask(program(), 100)).toBe(75)
  expect(await ask(program(), 100)).toBe(0)
})

test('a question counts for a day and the hour it was asked in, and the table keeps no more', async () => {
  const { db, program } = await given()
  expect(await ask(program(), 20, 10)).toBe(10)
  clock.now = minutesAfterNoon(2 * HOUR)
  expect(await ask(program(), 20)).toBe(10)
  clock.now = minutesAfterNoon(24 * HOUR + 59)
  expect(await ask(program(), 20)).toBe(0)
  clock.now = minutesAfterNoon(25 * HOUR)
  expect(await ask(program(), 20)).toBe(10)
  expect((await db.listQuestions.findMany({ orderBy: { hour: 'asc' } })).map(({ hour, count }) => [hour, count])).toEqual([[minutesAfterNoon(2 * HOUR), 10], [minutesAfterNoon(25 * HOUR), 10]])
})

test('what was counted in one hour is not asked in the next', async () => {
  const { db, program } = await given()
  const pacer = program()
  expect(await ask(pacer, 100, 5)).toBe(5)
  clock.now = minutesAfterNoon(HOUR)
  expect(await ask(pacer, 100, 5)).toBe(5)
  expect((await db.listQuestions.findMany()).map(({ count }) => count)).toEqual([10, 10])
})

test('while nobody counts nothing is asked, and it goes on when somebody does', async () => {
  const { db, program } = await given()
  await db.$executeRaw`ALTER TABLE "ListQuestions" RENAME TO away`
  const pacer = program()
  await expect(ask(pacer, 100)).rejects.toThrow(/ListQuestions/)
  await db.$executeRaw`ALTER TABLE away RENAME TO "ListQuestions"`
  expect(await ask(pacer, 100)).toBe(100)
})

test('a sweep and the one after a restart ask a list no more than it allows, and say what was not asked', { timeout: 30_000 }, async () => {
  const { program } = await given()
  let questions = 0
  const server = await startDnsServer(({ name, query, send }) => {
    if (name.endsWith('.list.test')) questions++
    send(name === '2.0.0.127.list.test' ? reply(query, { answers: [{ data: Buffer.from([127, 0, 0, 2]) }] }) : reply(query, { rcode: 3 }))
  })
  onTestFinished(() => server.stop())
  const { lists } = readListFile(JSON.stringify([{ zone: 'list.test', kind: ['ip4'], limits: { per_day: 60 } }]))
  const targets = Array.from({ length: 40 }, (_, n) => readAddress(`192.0.2.${n}`)).flatMap((target) => target ?? [])
  const sweep = async () => {
    const states: string[] = []
    for await (const handful of sweepBlocklists(targets, lists, [{ name: 'own', address: server.address, port: server.port }], { pacer: program(), timeoutMs: 3_000 })) states.push(...handful.map(({ state, reason }) => reason ?? state))
    return Object.fromEntries([...Map.groupBy(states, (state) => state)].map(([state, own]) => [state, own.length]))
  }
  expect(await sweep()).toEqual({ clear: 40 })
  // Three test points and forty targets went of the sixty; what the first counted in advance and did not ask is lost with it.
  const second = await sweep()
  expect(second['daily-limit']).toBeGreaterThan(20)
  expect((second['clear'] ?? 0) + (second['daily-limit'] ?? 0)).toBe(40)
  expect(questions).toBeLessThanOrEqual(60)
  expect(questions).toBeGreaterThan(50)
})
