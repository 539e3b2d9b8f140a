import { setTimeout as wait } from 'node:timers/promises'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { Db } from '../db.ts'
import { openLog } from '../log.ts'
import { withTestDatabase } from '../setup/test-database.ts'
import { keepLeases, type LeaseKeeper } from './lease-keeper.ts'
import { LEASE_MS, livingWorkers } from './lease-records.ts'

const WORKS = ['a', 'b', 'c', 'd']
const soon = { timeout: 20_000, interval: 50 }

/** A copy of which `runs` says what runs, what is ending included. The first thing it gives back takes `endMs` to end. */
function givenCopy(db: Db, holder: string, endMs = 0): LeaseKeeper & { runs: Set<string> } {
  const runs = new Set<string>()
  let nextEndMs = endMs
  const start = (name: string) => {
    runs.add(name)
    return {
      async stop() {
        const ms = nextEndMs
        nextEndMs = 0
        await wait(ms)
        runs.delete(name)
      },
    }
  }
  const wanted = () => Promise.resolve(WORKS.map((name) => ({ name, start: () => start(name) })))
  const keeper = keepLeases({ db, log: openLog('worker', 'silent'), holder, wanted, monotonicMs: () => performance.now() })
  onTestFinished(() => keeper.stop())
  return { ...keeper, runs }
}

test('work that takes longer to end than a lease lasts keeps its own lease till then, and every other is renewed', { timeout: 60_000 }, async () => {
  const { db } = await withTestDatabase()
  const one = givenCopy(db, 'one', LEASE_MS + 3_000)
  await vi.waitFor(() => expect(one.holds()).toHaveLength(WORKS.length), soon)
  const two = givenCopy(db, 'two')
  await vi.waitFor(() => expect(one.holds()).toHaveLength(2), soon)

  const inBoth: string[] = []
  for (const until = performance.now() + LEASE_MS + 2_000; performance.now() < until; await two.round()) {
    await wait(100)
    inBoth.push(...[...one.runs].filter((name) => two.runs.has(name)))
  }
  expect(inBoth).toEqual([])
  expect(one.holds()).toHaveLength(2)
  expect(await livingWorkers(db)).toEqual(expect.arrayContaining(['one', 'two']))
  await vi.waitFor(() => expect([...one.holds(), ...two.holds()].sort()).toEqual(WORKS), soon)
})

test('while the database does not answer, a copy stops its work before its leases run out, and takes it up again after', { timeout: 60_000 }, async () => {
  const { db } = await withTestDatabase()
  const one = givenCopy(db, 'one')
  await vi.waitFor(() => expect(one.holds()).toHaveLength(WORKS.length), soon)

  await db.$transaction(async (tx) => {
    await tx.$executeRaw`LOCK TABLE "Lease" IN ACCESS EXCLUSIVE MODE`
    const [row] = await tx.$queryRaw<{ leftMs: number }[]>`SELECT extract(epoch FROM min(until) - clock_timestamp())::float * 1000 AS "leftMs" FROM "Lease"`
    const endsAt = performance.now() + (row?.leftMs ?? 0)
    await vi.waitFor(() => expect(one.runs.size).toBe(0), soon)
    expect(performance.now()).toBeLessThan(endsAt)
  }, { timeout: 30_000 })
  await vi.waitFor(() => expect([...one.runs].sort()).toEqual(WORKS), soon)
})
