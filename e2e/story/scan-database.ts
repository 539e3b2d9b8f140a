import pg from 'pg'

/** Every column of every table that holds `mark` somewhere, as `Table.column`. */
export async function findInDatabase(databaseUrl: string, mark: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ table: string; column: string }>(
      `select table_name as "table", column_name as "column" from information_schema.columns where table_schema = 'public'`,
    )
    const found: string[] = []
    for (const { table, column } of rows) {
      const where = `${pg.escapeIdentifier(column)}::text like $1`
      const hits = await client.query(`select 1 from ${pg.escapeIdentifier(table)} where ${where} limit 1`, [`%${mark}%`])
      if (hits.rowCount !== 0) found.push(`${table}.${column}`)
    }
    return found
  } finally {
    await client.end()
  }
}
