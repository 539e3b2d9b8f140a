import type { Logger } from 'pino'
import type { Db } from '../db.ts'
import { countWorkers, giveLeaseBack, LEASE_MS, RENEW_EVERY_MS, renewLeases, takeLease } from './lease-records.ts'

/** Work that one copy does at a time. `stop` takes no new work, ends what is in hand and resolves when nothing runs. */
export type Running = { stop(): Promise<void> }
export type Work = { name: string; start(): Running }

export type LeaseKeeper = { stop(): Promise<void>; round(): Promise<void>; holds(): string[] }
type Keeping = { db: Db; log: Logger; holder: string; wanted: () => Promise<Work[]>; monotonicMs: () => number }

/** Without a renewal for so long we stop by ourselves, before somebody else may begin. */
const STOP_AFTER_MS = LEASE_MS - 3_000

/**
 * Shares named work among the copies of the worker: each takes its fair part, renews its leases every 5 s, gives back
 * what is too much when a copy joins, and takes over what a dead copy leaves. What it cannot renew it stops.
 */
export function keepLeases(keeping: Keeping): LeaseKeeper {
  const running = new Map<string, Running>()
  let renewedAt = keeping.monotonicMs()
  let timer: NodeJS.Timeout | undefined
  /** Rounds come one after the other, whoever asks for one. */
  let current = Promise.resolve()
  let isStopping = false

  async function drop(name: string, isOurs: boolean): Promise<void> {
    const work = running.get(name)
    running.delete(name)
    await work?.stop()
    if (isOurs) await giveLeaseBack(keeping.db, name, keeping.holder)
  }

  async function share(): Promise<void> {
    const { db, holder } = keeping
    await takeLease(db, `worker:${holder}`, holder)
    const kept = await renewLeases(db, [...running.keys()], holder)
    renewedAt = keeping.monotonicMs()
    const works = await keeping.wanted()
    const names = new Set(works.map((work) => work.name))
    const lost = [...running.keys()].filter((name) => !kept.has(name))
    await Promise.all(lost.map((name) => drop(name, false)))
    await Promise.all([...running.keys()].filter((name) => !names.has(name)).map((name) => drop(name, true)))

    const fair = Math.ceil(works.length / Math.max(1, await countWorkers(db)))
    await Promise.all([...running.keys()].slice(fair).map((name) => drop(name, true)))
    for (const work of works) {
      if (isStopping || running.size >= fair) break
      if (!running.has(work.name) && (await takeLease(db, work.name, holder))) running.set(work.name, work.start())
    }
  }

  async function round(): Promise<void> {
    if (isStopping) return
    try {
      await share()
    } catch (error) {
      keeping.log.error({ err: error }, 'leases could not be renewed')
      if (keeping.monotonicMs() - renewedAt < STOP_AFTER_MS) return
      await Promise.all([...running.keys()].map((name) => drop(name, false)))
    }
  }

  function askRound(): Promise<void> {
    return (current = current.then(round))
  }

  function next(): void {
    void askRound().finally(() => {
      if (!isStopping) timer = setTimeout(next, RENEW_EVERY_MS)
    })
  }
  next()

  return {
    round: askRound,
    holds: () => [...running.keys()],
    async stop() {
      isStopping = true
      clearTimeout(timer)
      await current
      await Promise.all([...running.keys()].map((name) => drop(name, true)))
      await giveLeaseBack(keeping.db, `worker:${keeping.holder}`, keeping.holder)
    },
  }
}
