import type { Logger } from 'pino'
import type { Db } from '../db.ts'
import { giveLeaseBack, LEASE_MS, livingWorkers, RENEW_EVERY_MS, renewLeases, takeLease, takeLeases } from './lease-records.ts'

/** Work that one copy does at a time. `stop` takes no new work, ends what is in hand and resolves when nothing runs. */
export type Running = { stop(): Promise<void> }
export type Work = { name: string; start(): Running }

export type LeaseKeeper = { stop(): Promise<void>; round(): Promise<void>; holds(): string[] }
type Keeping = { db: Db; log: Logger; holder: string; wanted: () => Promise<Work[]>; monotonicMs: () => number }

/** Without a renewal for so long we stop by ourselves, before somebody else may begin. */
const STOP_AFTER_MS = LEASE_MS - 3_000
const LOOK_EVERY_MS = 500

/**
 * Shares named work among the copies of the worker: each takes its fair part, renews its leases every 5 s, gives back
 * what is too much when a copy joins, and takes over what a dead copy leaves. What it cannot renew it stops, also while
 * the database does not answer at all. Work that takes long to end keeps its lease until it has ended, and keeps no other
 * from being renewed.
 */
export function keepLeases(keeping: Keeping): LeaseKeeper {
  const { db, log, holder, monotonicMs } = keeping
  const running = new Map<string, Running>()
  const leaving = new Map<string, Promise<void>>()
  let renewedAt = monotonicMs()
  let timer: NodeJS.Timeout | undefined
  /** Rounds come one after the other, whoever asks for one. */
  let current = Promise.resolve()
  let isStopping = false
  let isEnded = false

  function drop(name: string): void {
    const work = running.get(name)
    if (!work) return
    running.delete(name)
    leaving.set(name, leave(name, work).finally(() => leaving.delete(name)))
  }

  async function leave(name: string, work: Running): Promise<void> {
    try {
      await work.stop()
      await giveLeaseBack(db, name, holder)
    } catch (error) {
      log.error({ err: error, name }, 'work did not end well; its lease runs out')
    }
  }

  async function share(): Promise<void> {
    const askedAt = monotonicMs()
    await takeLease(db, `worker:${holder}`, holder)
    const kept = await renewLeases(db, [...running.keys(), ...leaving.keys()], holder)
    renewedAt = askedAt
    if (isStopping) return

    const works = await keeping.wanted()
    const names = new Set(works.map((work) => work.name))
    for (const name of [...running.keys()]) if (!kept.has(name) || !names.has(name)) drop(name)
    const fair = Math.ceil(works.length / Math.max(1, (await livingWorkers(db)).length))
    for (const name of [...running.keys()].slice(fair)) drop(name)
    const idle = works.filter(({ name }) => !running.has(name) && !leaving.has(name))
    const taken = await takeLeases(db, idle.map(({ name }) => name), holder, fair - running.size)
    for (const work of idle) {
      if (!taken.has(work.name)) continue
      if (isStopping) await giveLeaseBack(db, work.name, holder)
      else running.set(work.name, work.start())
    }
  }

  async function round(): Promise<void> {
    if (isEnded) return
    try {
      await share()
    } catch (error) {
      log.error({ err: error }, 'leases could not be renewed')
    }
  }

  function askRound(): Promise<void> {
    return (current = current.then(round))
  }

  function next(): void {
    void askRound().finally(() => {
      if (!isEnded) timer = setTimeout(next, RENEW_EVERY_MS)
    })
  }
  next()

  const watch = setInterval(() => {
    if (monotonicMs() - renewedAt < STOP_AFTER_MS) return
    for (const name of [...running.keys()]) drop(name)
  }, LOOK_EVERY_MS)

  return {
    round: askRound,
    holds: () => [...running.keys()],
    async stop() {
      isStopping = true
      await current
      for (const name of [...running.keys()]) drop(name)
      await Promise.all(leaving.values())
      isEnded = true
      clearTimeout(timer)
      clearInterval(watch)
      await current
      await giveLeaseBack(db, `worker:${holder}`, holder)
    },
  }
}
