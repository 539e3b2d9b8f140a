import { Prisma } from '../generated/prisma/client.ts'
import type { By } from '../audit/doing.ts'
import { recordChange } from '../audit/change-records.ts'
import type { Tx } from '../db.ts'
import { storeReading } from '../hosts/host-reading-records.ts'
import type { AgentEvent } from '../protocol/events.ts'

/** Keeps an event that could not be stored, with the reason, where the host's page shows it as trouble. */
export async function setAsideEvent(tx: Tx, by: By, host: { id: number }, event: AgentEvent, error: unknown): Promise<void> {
  const reason = error instanceof Error ? error.message.slice(-300) : String(error)
  const text = `event ${event.seq} (${event.body.kind}) could not be stored: ${reason}`
  await storeReading(tx, host.id, `trouble:event-${event.seq}`, { text, event }, by.now)
  await recordChange(tx, { kind: 'host', at: by.now, actor: { kind: 'worker' }, to: 'trouble', hostId: host.id, evidence: { code: `event-${event.seq}`, text } })
}

/** PostgreSQL classes: lost connection, out of resources, shutting down, deadlock or serialisation, time limits. */
const PASSING_SQLSTATE = /^(08|53|57)|^40|^55P03$|^25P0[23]$/
/** Prisma: P1… the server is not reached, P2024 no free connection, P2028 the transaction's own time, P2034 a deadlock. */
const PASSING_PRISMA = /^P1\d{3}$|^P2024$|^P2028$|^P2034$/

/** True for errors that have nothing to do with what was stored: trying again later can help. */
export function isPassing(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientInitializationError) return true
  if (error instanceof Prisma.PrismaClientKnownRequestError) {
    const sqlState = originalCode(error)
    return PASSING_PRISMA.test(error.code) || (sqlState !== null && PASSING_SQLSTATE.test(sqlState))
  }
  return isConnectionError(error)
}

/** The driver adapter keeps PostgreSQL's own code with the error's details. */
function originalCode(error: Prisma.PrismaClientKnownRequestError): string | null {
  const found = /"(?:originalCode|code)":"([0-9A-Z]{5})"/.exec(JSON.stringify(error.meta ?? {}))
  return found?.[1] ?? null
}

function isConnectionError(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const text = `${'code' in error ? String(error.code) : ''} ${error.message}`
  return /ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|Connection terminated|DatabaseNotReachable|SocketTimeout/.test(text)
}
