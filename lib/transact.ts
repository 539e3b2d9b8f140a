import { Prisma } from './generated/prisma/client.ts'
import type { Db, Tx } from './db.ts'

/** Enough for a page of events or an act over thousands of messages on a busy machine. */
const TIME_LIMIT = { timeout: 30_000, maxWait: 10_000 }
const ATTEMPTS = 4

/**
 * One transaction over several nouns. Two acts that met in each other's way (PostgreSQL ends one of them as a deadlock)
 * are no error of anybody: the one that was ended is done again from its beginning. All else is thrown as it came.
 */
export async function transact<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.$transaction(work, TIME_LIMIT)
    } catch (error) {
      if (attempt === ATTEMPTS || !isDeadlock(error)) throw error
    }
  }
}

/** PostgreSQL's 40P01 and 40001, as the driver adapter or Prisma name them. */
export function isDeadlock(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false
  return error.code === 'P2034' || /^40/.test(sqlStateOf(error) ?? '')
}

/** PostgreSQL classes: lost connection, out of resources, shutting down, a lock not had in time, a transaction ended. */
const PASSING_SQLSTATE = /^(08|53|57)|^40|^55P03$|^25P0[23]$/
/** P1… the server is not reached, P2024 no free connection, P2028 the transaction's own time, P2034 a deadlock. */
const PASSING_PRISMA = /^P1\d{3}$|^P2024$|^P2028$|^P2034$/

/** True for errors that have nothing to do with what was stored: trying again later can help. */
export function isPassing(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientInitializationError) return true
  if (error instanceof Prisma.PrismaClientKnownRequestError) {
    return PASSING_PRISMA.test(error.code) || PASSING_SQLSTATE.test(sqlStateOf(error) ?? '')
  }
  return isConnectionError(error)
}

/** The driver adapter keeps PostgreSQL's own code with the error's details. */
function sqlStateOf(error: Prisma.PrismaClientKnownRequestError): string | null {
  const found = /"(?:originalCode|code)":"([0-9A-Z]{5})"/.exec(JSON.stringify(error.meta ?? {}))
  return found?.[1] ?? null
}

function isConnectionError(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const text = `${'code' in error ? String(error.code) : ''} ${error.message}`
  return /ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|Connection terminated|DatabaseNotReachable|SocketTimeout/.test(text)
}
