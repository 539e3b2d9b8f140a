import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { lockAccount } from '../../cases/lock-account.ts'
import { withTestDatabase, type TestDatabase } from '../../setup/test-database.ts'
import { changeBurst, listBursts } from './burst-records.ts'
import { BURST_ACCOUNTS, BURST_CHANNEL } from './burst.ts'
import { letItHappen } from './let-it-happen.ts'

const NOON = new Date('2026-11-24T12:00:00.000Z')
const later = (seconds: number) => new Date(NOON.getTime() + seconds * 1000)

async function givenAdmin({ db }: TestDatabase) {
  const { id, name } = await db.user.create({ data: { email: 'admin@desk.example', name: 'Tom Adler', roles: ['admin'] } })
  return (now: Date) => ({ db, now, actor: { kind: 'person', userId: id, name } as const })
}

test('a burst is asked for from the first account that may send, the mail hosts are told, and it is on record who asked', async () => {
  const store = await withTestDatabase()
  const at = await givenAdmin(store)
  const heard = await listen(store.url)
  const burst = await letItHappen(at(NOON))
  expect(burst).toMatchObject({ account: BURST_ACCOUNTS[0], host: 'mx01' })
  expect(await listBursts(store.db)).toMatchObject([{ id: burst.id, state: 'asked', askedAt: NOON.toISOString(), taken: 0 }])
  await expect.poll(() => heard).toEqual([burst.id])
  expect(await store.db.audit.findFirst({ where: { action: 'demo: let it happen' } })).toMatchObject({ actor: 'Tom Adler', subject: `account ${burst.account}` })
})

test('nothing more happens while a burst is under way; once it is over, it can happen again', async () => {
  const store = await withTestDatabase()
  const at = await givenAdmin(store)
  const { id } = await letItHappen(at(NOON))
  await expect(letItHappen(at(later(5)))).rejects.toMatchObject({ code: 'conflict', userMessageKey: 'errors.demo.under-way' })
  expect(await changeBurst(store.db, id, 'asked', { state: 'pouring' }, later(6))).toBe(true)
  // The mail hosts of another start must not pour it a second time.
  expect(await changeBurst(store.db, id, 'asked', { state: 'pouring' }, later(6))).toBe(false)
  expect(await changeBurst(store.db, id, 'pouring', { state: 'done', taken: 120, refused: 25 }, later(9))).toBe(true)
  await letItHappen(at(later(10)))
  expect(await store.db.audit.count({ where: { action: 'demo: let it happen' } })).toBe(2)
})

test('a burst that no mail host ever took up lapses', async () => {
  const store = await withTestDatabase()
  const at = await givenAdmin(store)
  await letItHappen(at(NOON))
  await letItHappen(at(later(61)))
  expect(await listBursts(store.db)).toHaveLength(2)
})

test('the next account is taken when one is locked, and when all are, that is said', async () => {
  const store = await withTestDatabase()
  const at = await givenAdmin(store)
  await lockAccount(at(NOON), { account: BURST_ACCOUNTS[0], reason: 'by hand' })
  expect((await letItHappen(at(NOON))).account).toBe(BURST_ACCOUNTS[1])
  for (const account of BURST_ACCOUNTS.slice(1)) await lockAccount(at(NOON), { account, reason: 'by hand' })
  await expect(letItHappen(at(later(61)))).rejects.toMatchObject({ userMessageKey: 'errors.demo.all-locked' })
})

async function listen(url: string): Promise<string[]> {
  const heard: string[] = []
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  client.on('notification', (message) => heard.push(message.payload ?? ''))
  await client.query(`LISTEN ${BURST_CHANNEL}`)
  onTestFinished(() => client.end())
  return heard
}
