import type { Db } from '../db.ts'

/** How many rows of a table, named at run time, hold a text anywhere; all of them without one. The name is quoted by the database. */
export async function countRows(db: Db, table: string, { schema = 'public', holding = '' } = {}): Promise<number> {
  const [row] = await db.$queryRaw<{ rows: number }[]>`
    SELECT (xpath('//n/text()', query_to_xml(format('SELECT count(*) AS n FROM %I.%I AS one WHERE strpos(one::text, %L) > 0', ${schema}::text, ${table}::text, ${holding}::text), false, true, '')))[1]::text::int AS rows`
  if (!row) throw new Error(`nothing was counted in ${table}`)
  return row.rows
}
