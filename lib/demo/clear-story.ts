import pg from 'pg'

/**
 * Empties a database in which a story was begun and not told to its end. Rows that are only ever added go too: nobody
 * has seen them, since pages and workers start when the story is told.
 *
 * @throws Error when the story was told: then it is somebody's desk
 */
export async function clearStory(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query('begin')
    const { rows } = await client.query<{ told: boolean | null }>(`select (value ->> 'told')::boolean as told from "Setting" where key = 'demo' for update`)
    if (rows[0]?.told !== false) throw new Error('There is no half-told story in this database; nothing was removed.')
    await empty(client)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    await client.end()
  }
}

async function empty(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>("select tablename as name from pg_tables where schemaname = 'public' and tablename <> '_prisma_migrations'")
  const tables = rows.map(({ name }) => pg.escapeIdentifier(name))
  for (const table of tables) await client.query(`alter table ${table} disable trigger user`)
  await client.query(`truncate ${tables.join(', ')} restart identity`)
  for (const table of tables) await client.query(`alter table ${table} enable trigger user`)
}
