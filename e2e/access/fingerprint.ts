import type { Db } from '../../lib/db.ts'

export type Fingerprint = Record<string, string>

/** A hash of the rows of every table, as the database writes them out itself. */
export async function fingerprint(db: Db): Promise<Fingerprint> {
  const rows = await db.$queryRaw<{ name: string; hash: string }[]>`
    SELECT schemaname || '.' || tablename AS name,
           md5(query_to_xml(format('SELECT t::text AS row FROM %I.%I t ORDER BY t::text', schemaname, tablename), true, false, '')::text) AS hash
    FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`
  return Object.fromEntries(rows.map(({ name, hash }) => [name, hash]))
}

/** Names of the tables in which two fingerprints differ. */
export function changedTables(before: Fingerprint, after: Fingerprint): string[] {
  return Object.keys({ ...before, ...after }).filter((table) => before[table] !== after[table])
}
