import pg from 'pg'
import pino from 'pino'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openSession } from '../access/open-session.ts'
import { revokeSessionsOfUser } from '../access/sessions-records.ts'
import { setUserDisabled, setUserRoles, setUserTheme } from '../access/users-records.ts'
import type { Db } from '../db.ts'
import { tellDeliveriesStored } from '../deliveries/delivery-records.ts'
import { withTestDatabase } from '../setup/test-database.ts'
import { FIGURES_KIND } from './live-change.ts'
import { ChangeListener, type LiveNews } from './change-listener.ts'

async function listening() {
  const { db, url } = await withTestDatabase()
  const listener = new ChangeListener({ address: url, log: pino({ level: 'silent' }), mergeMs: 20, retryMs: 20 })
  const heard: LiveNews[] = []
  const leave = listener.subscribe((news) => heard.push(news))
  onTestFinished(() => listener.stop())

  const change = () => db.changeRow.create({ data: { at: new Date(), kind: 'host', byKind: 'worker' } })
  const connections = async () => {
    const rows = await db.$queryRaw<{ pid: number }[]>`SELECT pid FROM pg_stat_activity WHERE application_name = 'relayward live' AND datname = current_database()`
    return rows.map((row) => row.pid)
  }
  const isListening = async () => {
    await change()
    expect(heard.length).toBeGreaterThan(0)
  }
  await vi.waitFor(isListening, { timeout: 10_000, interval: 50 })
  return { db, url, listener, heard, leave, change, connections }
}

test('a change row written by anybody is heard by the open pages', async () => {
  const { heard, change } = await listening()
  const row = await change()
  const ids = () => heard.flatMap((news) => (news.kind === 'changes' ? news.changes.map((one) => one.id) : []))
  await vi.waitFor(() => expect(ids()).toContain(String(row.id)), { timeout: 5000 })
})

test('figures that were stored are heard, and nothing is written for that', async () => {
  const { db, heard } = await listening()
  const rows = await db.changeRow.count()
  await tellDeliveriesStored(db)
  const kinds = () => heard.flatMap((news) => (news.kind === 'changes' ? news.changes.map(({ kind }) => kind) : []))
  await vi.waitFor(() => expect(kinds()).toContain(FIGURES_KIND), { timeout: 5000 })
  expect(await db.changeRow.count()).toBe(rows)
})

const ACCESS_ACTS: [string, (db: Db, userId: number) => Promise<unknown>][] = [
  ['an ended session', (db, userId) => revokeSessionsOfUser(db, userId, new Date())],
  ['a session that is gone', (db, userId) => db.authSession.deleteMany({ where: { userId } })],
  ['a role taken away', (db, userId) => setUserRoles(db, userId, ['manager'])],
  ['a disabled person', (db, userId) => setUserDisabled(db, userId, new Date())],
]
test.each(ACCESS_ACTS)('%s is heard at once, and says whose it is; a look that is changed says nothing', async (_what, act) => {
  const { db, heard } = await listening()
  const { id } = await db.user.create({ data: { email: 'tom@desk.example', name: 'Tom', roles: ['support'] }, select: { id: true } })
  await openSession(db, { userId: id, userAgent: '', now: new Date() })
  await setUserTheme(db, id, 'dark')
  await act(db, id)
  await vi.waitFor(() => expect(heard.filter(({ kind }) => kind === 'access')).toEqual([{ kind: 'access', userId: id }]), { timeout: 5000 })
})

test('a lost connection comes back and tells everybody to read anew', async () => {
  const { db, heard, connections, change } = await listening()
  const [pid] = await connections()
  await db.$queryRaw`SELECT pg_terminate_backend(${pid}::int)`
  await vi.waitFor(() => expect(heard).toContainEqual({ kind: 'resync' }), { timeout: 10_000 })

  const before = heard.length
  await change()
  await vi.waitFor(() => expect(heard.length).toBeGreaterThan(before), { timeout: 5000 })
})

test('many pages share one connection, and the last one to leave closes it', async () => {
  const { listener, leave, connections } = await listening()
  const others = [1, 2, 3].map(() => listener.subscribe(() => undefined))
  expect(await connections()).toHaveLength(1)

  for (const other of [...others, leave]) other()
  expect(listener.subscriberCount).toBe(0)
  await vi.waitFor(async () => expect(await connections()).toEqual([]), { timeout: 5000 })
})

test('a database that is not there yet is tried again until it is', async () => {
  const { url } = await withTestDatabase()
  const missing = new URL(url)
  missing.pathname = `/${missing.pathname.slice(1)}_later`
  const listener = new ChangeListener({ address: missing.href, log: pino({ level: 'silent' }), retryMs: 20, retryMsMax: 50 })
  onTestFinished(() => listener.stop())
  const heard: LiveNews[] = []
  listener.subscribe((news) => heard.push(news))

  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  await admin.query(`CREATE DATABASE "${missing.pathname.slice(1)}"`)
  onTestFinished(async () => {
    listener.stop()
    await admin.query(`DROP DATABASE "${missing.pathname.slice(1)}" WITH (FORCE)`)
    await admin.end()
  })
  await vi.waitFor(() => expect(heard).toEqual([{ kind: 'resync' }]), { timeout: 10_000 })
})
