import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient, type Prisma } from './generated/prisma/client.ts'

/** The database, or a connection of it: what record files take as their first argument. */
export type Db = PrismaClient
/** The same inside of a transaction. A function that takes `Db | Tx` may be called in both. */
export type Tx = Prisma.TransactionClient

/** One client (and its pool of at most ten connections) per process and address, also across reloads of development. */
const shared = globalThis as typeof globalThis & { relaywardDb?: { address: string; db: Db } }

/**
 * The database client of this process. Connects at the first query.
 *
 * @param address taken from the program's validated environment
 */
export function dbOf(address: string): Db {
  if (shared.relaywardDb?.address === address) return shared.relaywardDb.db
  const db = openDb(address)
  shared.relaywardDb = { address, db }
  return db
}

/** A client of its own, for whoever closes it himself (`closeDb`), with a pool of at most `connections`. */
export function openDb(address: string, connections = 10): Db {
  const adapter = new PrismaPg({ connectionString: address, max: connections, connectionTimeoutMillis: 10_000 })
  return new PrismaClient({ adapter })
}

/** Ends the client's connections. The next `dbOf` opens a new one. */
export async function closeDb(db: Db): Promise<void> {
  if (shared.relaywardDb?.db === db) delete shared.relaywardDb
  await db.$disconnect()
}
