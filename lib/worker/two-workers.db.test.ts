import { spawn, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { Db } from '../db.ts'
import { withTestDatabase } from '../setup/test-database.ts'
import { givenRealHost, SECRET, workerEnv } from './rig-for-tests.ts'

const main = path.resolve(import.meta.dirname, '../cli/main.ts')
const soon = { timeout: 40_000, interval: 100 }

function spawnWorker(url: string, name: string): ChildProcess {
  const { DATABASE_URL, RELAYWARD_URL } = workerEnv(url)
  const env: NodeJS.ProcessEnv = { NODE_ENV: 'test', PATH: process.env.PATH, DATABASE_URL, RELAYWARD_URL, RELAYWARD_SECRET: SECRET, LOG_LEVEL: 'silent', RELAYWARD_WORKER_NAME: name, SMTP_PORT: '1', RELAYWARD_RESOLVERS: 'none' }
  const child = spawn(process.execPath, [main, 'worker'], { env, stdio: 'ignore' })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

async function holdersOf(db: Db, prefix: string): Promise<string[]> {
  const leases = await db.$queryRaw<{ holder: string }[]>`SELECT holder FROM "Lease" WHERE name LIKE ${`${prefix}%`} AND until > clock_timestamp()`
  return leases.map((lease) => lease.holder.replace(/-[0-9a-f]{8}$/, ''))
}

test('two workers share the hosts; when one is killed the other takes its hosts over within thirty seconds', { timeout: 120_000 }, async () => {
  const { db, url } = await withTestDatabase()
  const hosts = [await givenRealHost(db, 'mx01.provider.example'), await givenRealHost(db, 'mx02.provider.example')]
  const [one] = [spawnWorker(url, 'one'), spawnWorker(url, 'two')]
  await vi.waitFor(async () => expect(new Set(await holdersOf(db, ''))).toEqual(new Set(['one', 'two'])), soon)
  await vi.waitFor(async () => {
    const all = await holdersOf(db, '')
    expect(Math.abs(all.filter((name) => name === 'one').length - all.filter((name) => name === 'two').length)).toBeLessThanOrEqual(2)
  }, soon)

  one.kill('SIGKILL')
  const killedAt = Date.now()
  await vi.waitFor(async () => expect(await holdersOf(db, 'host:')).toEqual(['two', 'two']), soon)
  expect(Date.now() - killedAt).toBeLessThan(30_000)
  await vi.waitFor(async () => {
    const rows = await db.host.findMany({ where: { id: { in: hosts.map((host) => host.id) } } })
    expect(rows.every((row) => row.lastReadAt && row.lastReadAt.getTime() > killedAt)).toBe(true)
  }, soon)
})

test('a worker that is told to end gives its leases back and leaves with 0', { timeout: 60_000 }, async () => {
  const { db, url } = await withTestDatabase()
  await givenRealHost(db, 'mx01.provider.example')
  const worker = spawnWorker(url, 'one')
  await vi.waitFor(async () => expect(await holdersOf(db, 'host:')).toEqual(['one']), soon)
  const left = new Promise<number | null>((resolve) => worker.once('exit', resolve))
  worker.kill('SIGTERM')
  expect(await left).toBe(0)
  expect(await db.lease.count()).toBe(0)
})
