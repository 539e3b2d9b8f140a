import type { Db } from '../db.ts'
import { currentFigures } from './current-figures.ts'
import { FEW, FINE_FROM, REFUSED_FROM, type MatrixPeriod, type Pair } from './matrix.ts'

/** One receiver over all hosts; a pair of a host that is silent is in the sums, and in none of the states. */
export type ReceiverSum = { receiver: string; pair: Pair; hosts: number; troubled: number; refusing: number; silent: number }

type SumRow = Record<'delivered' | 'deferred' | 'refused' | 'others' | 'hosts' | 'troubled' | 'refusing' | 'silent', bigint> & { receiver: string }

/** Every receiver of a period with its sums, and how many hosts it treats how (`pairState` says the same of one pair). */
export async function sumReceivers(db: Db, period: MatrixPeriod, now: Date): Promise<ReceiverSum[]> {
  const rows = await db.$queryRaw<SumRow[]>`
    WITH ${currentFigures(period, now)}, judged AS (
      SELECT figures.*, host."isSilent", delivered + deferred + refused AS of_us FROM figures JOIN "Host" host ON host.id = "hostId" AND host."revokedAt" IS NULL
      WHERE delivered > 0 OR deferred > 0 OR refused > 0 OR others > 0
    ), states AS (
      SELECT *, NOT "isSilent" AND of_us >= ${FEW}::int AND delivered::float8 / nullif(of_us, 0) < ${FINE_FROM}::float8 AS is_troubled,
        refused::float8 / nullif(of_us, 0) >= ${REFUSED_FROM}::float8 AS is_refused FROM judged
    )
    SELECT receiver, sum(delivered) AS delivered, sum(deferred) AS deferred, sum(refused) AS refused, sum(others) AS others, count(*) AS hosts,
      count(*) FILTER (WHERE is_troubled) AS troubled, count(*) FILTER (WHERE is_troubled AND is_refused) AS refusing, count(*) FILTER (WHERE "isSilent") AS silent
    FROM states GROUP BY receiver`
  return rows.map(({ receiver, delivered, deferred, refused, others, hosts, troubled, refusing, silent }) => ({
    receiver, pair: { delivered: Number(delivered), deferred: Number(deferred), refused: Number(refused), others: Number(others) },
    hosts: Number(hosts), troubled: Number(troubled), refusing: Number(refusing), silent: Number(silent),
  }))
}
