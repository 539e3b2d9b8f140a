import pg from 'pg'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'

export interface OpenedDatabase {
  url: string
  /** For people: what it is and where its data lie. */
  words: string
  /** Ends the embedded server; does nothing to a server of DATABASE_URL. */
  close: () => Promise<void>
}

/**
 * The database of a desk: the one of DATABASE_URL when it is set, else the embedded one.
 *
 * @throws Error when DATABASE_URL does not answer or is older than PostgreSQL 15
 */
export async function openDatabase(root: string, state: string, given: string | undefined): Promise<OpenedDatabase> {
  if (given) return { url: given, words: `PostgreSQL ${await versionOf(given)} of DATABASE_URL`, close: async () => undefined }
  const server = await startEmbeddedPostgres({ root, state })
  return { url: server.url, words: wordsOf(server), close: server.stop }
}

function wordsOf(server: EmbeddedPostgres): string {
  const how = { new: 'new', started: 'started', adopted: 'adopted from a start that was killed' }[server.came]
  const where = server.isOutside ? ` (its user cannot reach this folder, so its data lie in ${server.data})` : ''
  return `embedded PostgreSQL, ${how}, port ${server.port}${where}`
}

async function versionOf(address: string): Promise<string> {
  const client = new pg.Client({ connectionString: address, connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    const { rows } = await client.query<{ number: number; text: string }>(
      "select current_setting('server_version_num')::int as number, current_setting('server_version') as text",
    )
    const { number, text } = rows[0] ?? { number: 0, text: 'unknown' }
    if (number < 150_000) throw new Error(`PostgreSQL ${text} is too old: Relayward needs 15 or newer.`)
    return text
  } finally {
    await client.end()
  }
}
