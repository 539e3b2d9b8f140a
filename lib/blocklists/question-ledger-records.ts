import type { Db, Tx } from '../db.ts'
import { transact } from '../transact.ts'
import { HOUR_MS, type Handful, type QuestionLedger } from './pacer.ts'

/** So many hours and the one that is running hold at least the last 24 hours. */
const HOURS_BEFORE = 24
/** Of what a list allows in a day so much is counted in advance: little is lost with a program that dies. */
const SHARE_OF_DAY = 0.001
const [HANDFUL_MIN, HANDFUL_MAX] = [10, 500]

/** Counts questions to lists in the database, a row for each hour and for what lists share, of the last day. */
export function questionLedger(db: Db, now: () => Date): QuestionLedger {
  const hour = () => Math.floor(now().getTime() / HOUR_MS)
  return {
    hour,
    reserve: (sharing, perDay) => transact(db, (tx) => reserve(tx, { sharing, perDay, hour: hour() })),
    giveBack: async (sharing, { hour: of, count }) => {
      await db.listQuestions.updateMany({ where: { sharing, hour: atHour(of) }, data: { count: { decrement: count } } })
    },
  }
}

async function reserve(tx: Tx, { sharing, perDay, hour }: { sharing: string; perDay: number; hour: number }): Promise<Handful> {
  // One after the other: two workers must not both count the last handful.
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('questions to lists ' || ${sharing}::text, 0))::text`
  await tx.listQuestions.deleteMany({ where: { hour: { lt: atHour(hour - HOURS_BEFORE) } } })
  const { _sum } = await tx.listQuestions.aggregate({ where: { sharing }, _sum: { count: true } })
  const count = Math.min(perDay - (_sum.count ?? 0), handfulOf(perDay))
  if (count <= 0) return { hour, count: 0 }
  await tx.listQuestions.upsert({ where: { sharing_hour: { sharing, hour: atHour(hour) } }, create: { sharing, hour: atHour(hour), count }, update: { count: { increment: count } } })
  return { hour, count }
}

function handfulOf(perDay: number): number {
  return Math.min(HANDFUL_MAX, Math.max(HANDFUL_MIN, Math.floor(perDay * SHARE_OF_DAY)))
}

function atHour(hour: number): Date {
  return new Date(hour * HOUR_MS)
}
