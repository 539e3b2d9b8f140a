import type { Db } from '../db.ts'
import { Prisma } from '../generated/prisma/client.ts'
import { currentFigures, FIGURES_ARE_ALL, figuresInStep } from './current-figures.ts'
import type { MatrixPeriod, Pair } from './matrix.ts'
import { IS_REFUSED, IS_TROUBLED } from './pair-columns.ts'

/** One receiver over all hosts; a pair of a host that is silent is in the sums, and in none of the states. */
export type ReceiverSum = { receiver: string; pair: Pair; hosts: number; troubled: number; refusing: number; silent: number }

type SumRow = Record<'delivered' | 'deferred' | 'refused' | 'others', bigint> & Record<'hosts' | 'troubled' | 'refusing' | 'silent', number> & { receiver: string; areAll: boolean }

/** Every receiver of a period with its sums, and how many hosts it treats how (`pairState` says the same of one pair); or some of them. */
export async function sumReceivers(db: Db, period: MatrixPeriod, now: Date, receivers?: string[]): Promise<ReceiverSum[]> {
  const fast = await readSums(db, figuresInStep(period, now, { receivers }), FIGURES_ARE_ALL)
  const rows = fast[0]?.areAll ? fast : await readSums(db, currentFigures(period, now, { receivers }), Prisma.sql`TRUE`)
  return rows.map(({ receiver, delivered, deferred, refused, others, hosts, troubled, refusing, silent }) => ({
    receiver, hosts, troubled, refusing, silent,
    pair: { delivered: Number(delivered), deferred: Number(deferred), refused: Number(refused), others: Number(others) },
  }))
}

const HAS_MAIL = Prisma.sql`delivered + deferred + refused + others > 0`

async function readSums(db: Db, figures: Prisma.Sql, areAll: Prisma.Sql): Promise<SumRow[]> {
  return db.$queryRaw<SumRow[]>`
    WITH ${figures}
    SELECT receiver, ${areAll} AS "areAll", sum(delivered) AS delivered, sum(deferred) AS deferred, sum(refused) AS refused, sum(others) AS others, (count(*) FILTER (WHERE ${HAS_MAIL}))::int AS hosts,
      (count(*) FILTER (WHERE ${IS_TROUBLED}))::int AS troubled, (count(*) FILTER (WHERE ${IS_TROUBLED} AND ${IS_REFUSED}))::int AS refusing, (count(*) FILTER (WHERE "isSilent" AND ${HAS_MAIL}))::int AS silent
    FROM figures GROUP BY receiver HAVING sum(delivered + deferred + refused + others) > 0`
}
