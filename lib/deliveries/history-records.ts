import type { Db, Tx } from '../db.ts'
import { transact } from '../transact.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

type History = { table: string; by: 'day' | 'month'; keptMs: number; restKeptMs: number; fill: number }

/**
 * The tables of history, and how long each is kept. A figure of the last hour needs steps, one of 24 hours or 7 days
 * needs hours; longer ones are answered from days. What came so late that no partition was there for it is kept longer,
 * since the agent may tell more of the same step.
 */
export const HISTORY: History[] = [
  { table: 'DeliveryStep', by: 'day', keptMs: 26 * HOUR_MS, restKeptMs: 30 * DAY_MS, fill: 80 },
  { table: 'DeliveryHour', by: 'day', keptMs: 8 * DAY_MS, restKeptMs: 30 * DAY_MS, fill: 80 },
  { table: 'DeliveryDay', by: 'month', keptMs: 400 * DAY_MS, restKeptMs: 400 * DAY_MS, fill: 80 },
  { table: 'ReceiverHour', by: 'day', keptMs: 8 * DAY_MS, restKeptMs: 30 * DAY_MS, fill: 100 },
  { table: 'ReceiverDay', by: 'month', keptMs: 400 * DAY_MS, restKeptMs: 400 * DAY_MS, fill: 100 },
  { table: 'ReplySample', by: 'day', keptMs: 30 * DAY_MS, restKeptMs: 30 * DAY_MS, fill: 100 },
]

/** The job runs every few minutes; a desk without a worker for two days still finds its partitions made. */
const AHEAD_MS = 3 * DAY_MS
/** Whoever asks must not wait behind a partition that waits for somebody else: it is tried again at the next round. */
const LOCK_WAIT_MS = 3_000

/** Makes the partitions of today and of the coming days that are missing; answers how many. */
export async function makePartitionsAhead(db: Db, now: Date): Promise<number> {
  let made = 0
  for (const history of HISTORY) {
    for (const span of spansFrom(now, new Date(now.getTime() + AHEAD_MS), history.by)) made += Number(await makePartition(db, history, span))
  }
  return made
}

/** Makes one partition unless it is there; what had come for it before moves into it. */
export async function makePartition(db: Db, { table, fill }: History, { begins, ends }: Span): Promise<boolean> {
  return transact(db, async (tx) => {
    await waitBriefly(tx)
    const [row] = await tx.$queryRaw<{ made: boolean }[]>`SELECT history.make_partition(${table}, ${begins}, ${ends}, ${fill}::int) AS made`
    return row?.made ?? false
  })
}

export type Span = { begins: Date; ends: Date }

/** The days or months (of UTC) from one instant to another. */
export function spansFrom(first: Date, last: Date, by: History['by']): Span[] {
  const spans: Span[] = []
  const edge = (n: number) => by === 'day'
    ? new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), first.getUTCDate() + n))
    : new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + n, 1))
  for (let n = 0; edge(n) <= last; n++) spans.push({ begins: edge(n), ends: edge(n + 1) })
  return spans
}

/** Drops partitions whose time is up, and what came late and is too old; answers how many partitions went. */
export async function dropOldHistory(db: Db, now: Date): Promise<number> {
  let dropped = 0
  for (const { table, keptMs, restKeptMs } of HISTORY) {
    dropped += await dropPartitions(db, table, new Date(now.getTime() - keptMs))
    await db.$queryRaw`SELECT history.drop_rest(${table}, ${new Date(now.getTime() - restKeptMs)})`
  }
  return dropped
}

async function dropPartitions(db: Db, table: string, before: Date): Promise<number> {
  return transact(db, async (tx) => {
    await waitBriefly(tx)
    const [row] = await tx.$queryRaw<{ dropped: number }[]>`SELECT history.drop_partitions(${table}, ${await notBeforeWindows(tx, table, before)}) AS dropped`
    return row?.dropped ?? 0
  })
}

/** A host's running figures are moved on by subtracting what leaves them, which must be there until then. */
async function notBeforeWindows(tx: Tx, table: string, before: Date): Promise<Date> {
  const [first] = await tx.$queryRaw<{ steps: Date | null; hours: Date | null }[]>`
    SELECT min("stepsFrom") AS steps, min("hoursFrom") - interval '144 hours' AS hours FROM "DeliveryWindow"`
  const needed = table === 'DeliveryStep' ? first?.steps : table === 'DeliveryHour' ? first?.hours : null
  return needed && needed < before ? needed : before
}

async function waitBriefly(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT set_config('lock_timeout', ${String(LOCK_WAIT_MS)}, true)`
}
