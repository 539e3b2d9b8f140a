import pg from 'pg'

type Index = { table: string; name: string; makes: string; isKey: boolean }

const INDEXES = `
  SELECT format('public.%I', owner.relname) AS "table", format('%I', own.relname) AS name, coalesce(pg_get_constraintdef(key.oid), pg_get_indexdef(own.oid)) AS makes, key.oid IS NOT NULL AS "isKey"
  FROM pg_index JOIN pg_class own ON own.oid = indexrelid JOIN pg_class owner ON owner.oid = indrelid LEFT JOIN pg_constraint key ON key.conindid = own.oid
  WHERE owner.relname IN ('DeliveryStep', 'DeliveryHour', 'DeliveryDay', 'ReplySample') AND own.relkind = 'I' ORDER BY 2`

/**
 * Takes the indexes of history away while it is filled: made at the end, they cost a quarter. What makes one is said to
 * be for the parent alone (ONLY), which would leave its partitions without.
 */
export async function withoutIndexes(address: string, fill: () => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: address })
  await client.connect()
  try {
    const { rows } = await client.query<Index>(INDEXES)
    for (const { table, name, isKey } of rows) await client.query(isKey ? `ALTER TABLE ${table} DROP CONSTRAINT ${name}` : `DROP INDEX ${name}`)
    await fill()
    for (const { table, name, makes, isKey } of rows) await client.query(isKey ? `ALTER TABLE ${table} ADD CONSTRAINT ${name} ${makes}` : makes.replace(' ON ONLY ', ' ON '))
  } finally {
    await client.end()
  }
}
