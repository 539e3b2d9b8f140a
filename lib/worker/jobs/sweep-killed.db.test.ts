import { spawn, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { BLOCKLISTS, knownBlocklist } from '../../blocklists/catalogue/catalogue.ts'
import { writeWantedChecks } from '../../blocklists/list-desk-records.ts'
import { address, reply, startDnsServer, type Asked } from '../../dns/dns-server-for-tests.ts'
import { withTestDatabase } from '../../setup/test-database.ts'
import { SECRET, workerEnv } from '../rig-for-tests.ts'

const main = path.resolve(import.meta.dirname, '../../cli/main.ts')
const ASKED = ['spamcop', 'barracuda', 'psbl']
const IPS = 100
const SLOW_MS = 100

/** Lists that need a while for each answer; every tenth address is on them. */
function answer({ name, query, send }: Asked): void {
  const zone = ASKED.map((id) => knownBlocklist(id)?.zone ?? '').find((each) => name.endsWith(`.${each}`))
  const before = zone === undefined ? '' : name.slice(0, -zone.length - 1)
  const isThere = before === '2.0.0.127' || /^\d*0\.113\.0\.203$/.test(before)
  send(isThere ? reply(query, { answers: [{ data: address('127.0.0.2') }] }) : reply(query, { rcode: 3 }), SLOW_MS)
}

test('a worker that is killed while it asks loses nothing: the next one goes on, and nothing is announced twice', { timeout: 240_000 }, async () => {
  const { db, url } = await withTestDatabase()
  const servers = [await startDnsServer(answer), await startDnsServer(answer)]
  for (const each of servers) onTestFinished(() => each.stop())
  await db.host.create({ data: { name: 'mx01', kind: 'postfix', agentUrl: 'https://127.0.0.1:1', ips: { create: Array.from({ length: IPS }, (_, n) => ({ ip: `203.0.113.${n}` })) } } })
  await db.blocklistSetting.createMany({ data: BLOCKLISTS.map(({ id }) => ({ list: id, isAsked: ASKED.includes(id), updatedAt: new Date() })) })
  const spawnWorker = (name: string): ChildProcess => {
    const { DATABASE_URL, RELAYWARD_URL } = workerEnv(url)
    const RELAYWARD_RESOLVERS = servers.map((each) => `${each.address}:${each.port}`).join(',')
    const env: NodeJS.ProcessEnv = { NODE_ENV: 'test', PATH: process.env.PATH, DATABASE_URL, RELAYWARD_URL, RELAYWARD_SECRET: SECRET, LOG_LEVEL: 'silent', RELAYWARD_WORKER_NAME: name, SMTP_PORT: '1', RELAYWARD_RESOLVERS }
    const child = spawn(process.execPath, [main, 'worker'], { env, stdio: 'ignore' })
    onTestFinished(() => void child.kill('SIGKILL'))
    return child
  }

  const one = spawnWorker('one')
  await vi.waitFor(async () => expect(await db.listing.count()).toBeGreaterThan(0), { timeout: 60_000, interval: 50 })
  one.kill('SIGKILL')
  const stored = await db.listing.count()
  expect(stored).toBeLessThan(IPS * ASKED.length)
  spawnWorker('two')

  await vi.waitFor(async () => expect(await db.listing.count()).toBe(IPS * ASKED.length), { timeout: 100_000, interval: 200 })
  const tens = IPS / 10
  // On a busy machine an answer may come too late, which is unknown and never clear: such are asked again.
  await vi.waitFor(async () => {
    if ((await db.listing.count({ where: { state: 'unknown' } })) > 0) await db.$transaction((tx) => writeWantedChecks(tx, { all: new Date().toISOString(), targets: {} }, new Date()))
    expect(await db.listing.count({ where: { state: 'listed' } })).toBe(tens * ASKED.length)
  }, { timeout: 60_000, interval: 10_000 })
  expect([await db.changeRow.count({ where: { kind: 'listing' } }), await db.listingSpell.count({ where: { state: 'listed' } }), await db.incident.count()]).toEqual([tens * ASKED.length, tens * ASKED.length, tens])
})
