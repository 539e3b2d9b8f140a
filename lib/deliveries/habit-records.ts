import type { Tx } from '../db.ts'
import { deliveryOutcome } from '../protocol/deliveries.ts'
import { classesOf } from '../refusals/verdict.ts'
import { addAttempts, HABIT_DAYS, noAttempts, type Attempts } from './habit.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** Attempts of one step (of the last hour or two) or of one hour (of the day before them). */
export type AttemptsSince = Attempts & { start: Date }
type SumRow = { receiver: string; start: Date; outcome: string; refusalClass: string; count: number }

/**
 * What attempts from one host to some receivers met in the last day, oldest first: by steps of late, by hours before. Of
 * `always` in any case, of the others when so many went wrong. Summed up in the database: a worker asks this all the time.
 */
export async function attemptsOfADay(tx: Tx, ask: { hostId: number; receivers: string[]; always: string[]; faultsMin: number; now: Date }): Promise<Map<string, AttemptsSince[]>> {
  const { hostId, receivers, always, faultsMin, now } = ask
  const steps = new Date(Math.floor((now.getTime() - HOUR_MS) / HOUR_MS) * HOUR_MS)
  const hours = new Date(steps.getTime() - DAY_MS)
  const rows = await tx.$queryRaw<{ receiver: string; counts: number[][] }[]>`
    WITH counted AS (
      SELECT receiver, start, sum(count) FILTER (WHERE outcome = 'delivered') AS taken,
        sum(count) FILTER (WHERE outcome = 'deferred' AND "refusalClass" = ANY (${US})) AS deferred,
        sum(count) FILTER (WHERE outcome = 'bounced' AND "refusalClass" = ANY (${US})) AS refused,
        sum(count) FILTER (WHERE outcome = 'deferred' AND NOT "refusalClass" = ANY (${CLEAR})) AS unclear,
        sum(count) FILTER (WHERE outcome = 'bounced' AND NOT "refusalClass" = ANY (${CLEAR})) AS "unclearRefused"
      FROM (
        SELECT receiver, hour AS start, outcome, "refusalClass", count FROM "DeliveryHour"
        WHERE "hostId" = ${hostId} AND hour >= ${hours} AND hour < ${steps} AND receiver = ANY (${receivers})
        UNION ALL
        SELECT receiver, step AS start, outcome, "refusalClass", count FROM "DeliveryStep"
        WHERE "hostId" = ${hostId} AND step >= ${steps} AND step <= ${now} AND receiver = ANY (${receivers})
      ) AS told GROUP BY receiver, start
    )
    SELECT receiver, json_agg(json_build_array(extract(epoch FROM start) * 1000, coalesce(taken, 0), coalesce(deferred, 0), coalesce(refused, 0), coalesce(unclear, 0), coalesce("unclearRefused", 0)) ORDER BY start) AS counts
    FROM counted GROUP BY receiver
    HAVING receiver = ANY (${always}) OR sum(coalesce(deferred, 0) + coalesce(refused, 0) + coalesce(unclear, 0) + coalesce("unclearRefused", 0)) >= ${faultsMin}`
  return new Map(rows.map(({ receiver, counts }) => [receiver, counts.map(readCounts)]))
}

const US = [...classesOf('us')]
/** What is neither about us nor unclear is known by name; every other class is unclear, those of tomorrow too. */
const CLEAR = [...US, ...classesOf('first-contact'), ...classesOf('single')]

function readCounts([start = 0, taken = 0, deferred = 0, refused = 0, unclear = 0, unclearRefused = 0]: number[]): AttemptsSince {
  return { start: new Date(start), taken, deferred, refused, unclear, unclearRefused }
}

/** What attempts from one host to some receivers met on each of the 28 days before this one (of UTC). */
export async function attemptsByDay(tx: Tx, hostId: number, receivers: string[], now: Date): Promise<Map<string, AttemptsSince[]>> {
  const today = new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS)
  const since = new Date(today.getTime() - HABIT_DAYS * DAY_MS)
  return sumBy(await tx.$queryRaw<SumRow[]>`
    SELECT receiver, day::timestamp AT TIME ZONE 'UTC' AS start, outcome, "refusalClass", sum(count)::int AS count FROM "DeliveryDay"
    WHERE "hostId" = ${hostId} AND day >= ${since}::date AND day < ${today}::date AND receiver = ANY (${receivers}) GROUP BY receiver, day, outcome, "refusalClass"
    ORDER BY start`)
}

function sumBy(rows: SumRow[]): Map<string, AttemptsSince[]> {
  const byReceiver = new Map<string, AttemptsSince[]>()
  for (const { receiver, start, outcome, ...counted } of rows) {
    const list = byReceiver.get(receiver) ?? []
    byReceiver.set(receiver, list)
    const last = list.at(-1)
    const sum = last?.start.getTime() === start.getTime() ? last : { ...noAttempts(), start }
    if (sum !== last) list.push(sum)
    addAttempts(sum, { ...counted, outcome: deliveryOutcome.parse(outcome) })
  }
  return byReceiver
}

export type FirstRefusal = { at: Date; refusalClass: string; reply: string }

/** The first refusal since a time that is of these classes, in the receiver's own words: of those for good, or of any. */
export async function findFirstRefusal(tx: Tx, of: { hostId: number; receiver: string; since: Date; classes: readonly string[]; isForGood: boolean }): Promise<FirstRefusal | null> {
  const { hostId, receiver, since, classes, isForGood } = of
  return tx.replySample.findFirst({
    where: { hostId, receiver, at: { gte: since }, refusalClass: { in: [...classes] }, ...(isForGood && { outcome: { in: ['bounced', 'returned'] } }) },
    orderBy: { at: 'asc' },
    select: { at: true, refusalClass: true, reply: true },
  })
}

export type AttemptsOf = { receiver: string; hostIds: number[]; from: Date; to: Date }

/** What a receiver did to all mail of some hosts between two times. */
export async function sumAttempts(tx: Tx, of: AttemptsOf): Promise<Attempts> {
  const sum = noAttempts()
  for (const span of (await attemptsOver(tx, of)).spans) for (const key of ['taken', 'deferred', 'refused', 'unclear', 'unclearRefused'] as const) sum[key] += span[key]
  return sum
}

/** Hours are kept for eight days, days for more than a year. */
const HOURS_REACH_MS = 7 * DAY_MS

/** The same span by span, oldest first: by hours, or by days when it began long ago. */
export async function attemptsOver(tx: Tx, { receiver, hostIds, from, to }: AttemptsOf, now: Date = to): Promise<{ hours: 1 | 24; spans: AttemptsSince[] }> {
  const isNear = now.getTime() - from.getTime() < HOURS_REACH_MS
  const rows = isNear
    ? await tx.$queryRaw<SumRow[]>`
        SELECT receiver, hour AS start, outcome, "refusalClass", sum(count)::int AS count FROM "DeliveryHour"
        WHERE "hostId" = ANY (${hostIds}::int[]) AND receiver = ${receiver} AND hour >= date_trunc('hour', ${from}::timestamptz, 'UTC') AND hour <= ${to}
        GROUP BY receiver, hour, outcome, "refusalClass" ORDER BY start`
    : await tx.$queryRaw<SumRow[]>`
        SELECT receiver, day::timestamp AT TIME ZONE 'UTC' AS start, outcome, "refusalClass", sum(count)::int AS count FROM "DeliveryDay"
        WHERE "hostId" = ANY (${hostIds}::int[]) AND receiver = ${receiver} AND day >= (${from}::timestamptz AT TIME ZONE 'UTC')::date AND day <= (${to}::timestamptz AT TIME ZONE 'UTC')::date
        GROUP BY receiver, day, outcome, "refusalClass" ORDER BY start`
  return { hours: isNear ? 1 : 24, spans: sumBy(rows).get(receiver) ?? [] }
}
