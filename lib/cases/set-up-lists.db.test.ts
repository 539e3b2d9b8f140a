import { expect, onTestFinished, test } from 'vitest'
import pg from 'pg'
import { checkListsNow } from './check-lists-now.ts'
import { saveListDesk, saveListDeskInput } from './save-list-desk.ts'
import { LIST_KEY_NAMES, saveListKey, saveListKeyInput } from './save-list-key.ts'
import { saveListSetting } from './save-list-setting.ts'
import { givenHost, givenPerson, minutesAfterNoon, NOON } from './story-for-tests.ts'
import { readListDesk, readWantedChecks } from '../blocklists/list-desk-records.ts'
import { openListKeys } from '../blocklists/list-key-records.ts'
import { listKeyNames, listListSettings } from '../blocklists/list-setting-records.ts'
import { withTestDatabase } from '../setup/test-database.ts'

const SECRET = 's'.repeat(40)
const KEY = 'paidkey0123456789'

async function given() {
  const { db, url } = await withTestDatabase()
  const actor = await givenPerson(db, 'lea', ['lead', 'admin'])
  return { db, url, doing: { db, now: NOON, actor } }
}

test('a paid key is set, used and taken away, and stands nowhere in the database as it is', async () => {
  const { db, url, doing } = await given()
  expect(LIST_KEY_NAMES).toContain('abusix')
  await saveListKey(doing, SECRET, { name: 'abusix', key: KEY, reason: 'bought' })
  expect((await openListKeys(db, SECRET)).keys.get('abusix')).toBe(KEY)
  expect(await listKeyNames(db)).toMatchObject([{ name: 'abusix' }])
  expect(await everythingIn(url)).not.toContain(KEY)
  expect(await openListKeys(db, 'x'.repeat(40))).toEqual({ keys: new Map(), failed: ['abusix'] })

  await saveListKey(doing, SECRET, { name: 'abusix', key: null, reason: 'too dear' })
  expect(await listKeyNames(db)).toEqual([])
  expect(await db.changeRow.findMany({ where: { kind: 'blocklist-setting' }, orderBy: { id: 'asc' } })).toMatchObject([{ to: 'set', reason: 'bought' }, { to: 'taken-away' }])
})

test('a key that is refused is not repeated in what is said about it', async () => {
  const { doing } = await given()
  const wrong = `${KEY} with.dots`
  await expect(saveListKey(doing, SECRET, { name: 'abusix', key: wrong, reason: 'x' })).rejects.toSatisfy((error: Error) => !JSON.stringify([error, error.message]).includes(KEY))
  expect(JSON.stringify(saveListKeyInput.safeParse({ name: 'abusix', key: wrong, reason: 'x' }).error)).not.toContain(KEY)
  await expect(saveListKey(doing, SECRET, { name: 'nobody', key: KEY, reason: 'x' })).rejects.toMatchObject({ code: 'not-found' })
})

/** Every row of every table as text. */
async function everythingIn(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  onTestFinished(() => client.end())
  const { rows } = await client.query<{ name: string }>("SELECT quote_ident(table_name) AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'")
  const found: string[] = []
  for (const { name } of rows) found.push(JSON.stringify((await client.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`)).rows))
  return found.join('\n')
}

test('a list is switched off with a reason; as the project says needs no row; an ended list is never asked', async () => {
  const { db, doing } = await given()
  await saveListSetting(doing, { list: 'barracuda', isAsked: false, trust: null, reason: 'our resolver is not registered' })
  expect(await listListSettings(db)).toMatchObject([{ list: 'barracuda', isAsked: false, trust: null }])
  await saveListSetting(doing, { list: 'barracuda', isAsked: true, trust: null, reason: 'registered' })
  expect(await listListSettings(db)).toEqual([])
  await saveListSetting(doing, { list: 'psbl', isAsked: true, trust: 'vanity', reason: 'nobody here minds' })
  expect(await db.changeRow.findMany({ where: { kind: 'blocklist-setting' }, orderBy: { id: 'asc' }, select: { evidence: true } })).toEqual(['isAsked', 'isAsked', 'trust'].map((field, at) => ({ evidence: { list: at < 2 ? 'barracuda' : 'psbl', field } })))
  await expect(saveListSetting(doing, { list: 'sorbs', isAsked: true, trust: null, reason: 'x' })).rejects.toMatchObject({ code: 'bad-input' })
  await expect(saveListSetting(doing, { list: 'nobody', isAsked: true, trust: null, reason: 'x' })).rejects.toMatchObject({ code: 'not-found' })
})

test('resolvers are set; what is no resolver, three of them and one twice are refused', async () => {
  const { db, doing } = await given()
  const desk = { resolvers: ['127.0.0.1:5300', '[2001:db8::1]:53'], intervalMinutes: 20 }
  await saveListDesk(doing, { desk, reason: 'two of our own' })
  expect(await readListDesk(db)).toEqual(desk)
  for (const resolvers of [['no resolver'], ['127.0.0.1', '127.0.0.2', '127.0.0.3'], ['127.0.0.1', '127.0.0.1']]) expect(saveListDeskInput.safeParse({ desk: { ...desk, resolvers }, reason: 'x' }).success).toBe(false)
})

test('lists are asked now when somebody wants it, for all or one of ours, and not again at once', async () => {
  const { db, url, doing } = await given()
  const host = await givenHost(db, 'alt3')
  await db.hostIp.create({ data: { hostId: host.id, ip: '198.51.100.13' } })
  const listening = new pg.Client({ connectionString: url })
  await listening.connect()
  onTestFinished(() => listening.end())
  const heard = new Promise((resolve) => void listening.on('notification', ({ payload }) => payload === 'check-blocklists' && resolve(payload)))
  await listening.query('LISTEN relayward_work')

  await checkListsNow(doing, { target: '198.51.100.13' })
  expect(await heard).toBe('check-blocklists')
  expect(await readWantedChecks(db)).toEqual({ all: null, targets: { '198.51.100.13': NOON.toISOString() } })
  await expect(checkListsNow(doing, { target: '198.51.100.13' })).rejects.toMatchObject({ code: 'too-many' })
  await expect(checkListsNow(doing, { target: '192.0.2.1' })).rejects.toMatchObject({ code: 'not-found' })
  await checkListsNow(doing, { target: null })
  await expect(checkListsNow(doing, { target: null })).rejects.toMatchObject({ code: 'too-many' })
  await checkListsNow({ ...doing, now: minutesAfterNoon(1) }, { target: null })
  expect((await readWantedChecks(db)).all).toBe(minutesAfterNoon(1).toISOString())
})
