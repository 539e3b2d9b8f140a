import { randomUUID } from 'node:crypto'
import type { Db } from '../db.ts'
import { storeTaken } from '../quarantine/quarantine-records.ts'
import { BAKER, givenTicket, type GivenTicket } from './given-ticket-for-tests.ts'
import { minutesAfterNoon, NOON, queuedMessage } from './story-for-tests.ts'

export type GivenQuarantine = GivenTicket & { hostId: number; accountId: number; batchId: string }

/** The bakery's account locked at noon, with so many of its mails taken out of mx02, in events of 200 as agents send them. */
export async function givenQuarantine(db: Db, messages: number): Promise<GivenQuarantine> {
  const ticket = await givenTicket(db)
  const { accountId } = await db.relayLock.findUniqueOrThrow({ where: { id: ticket.lockId }, select: { accountId: true } })
  const host = await db.host.findFirstOrThrow({ select: { id: true } })
  const batchId = randomUUID()
  for (let first = 0; first < messages; first += 200) {
    const list = Array.from({ length: Math.min(200, messages - first) }, (_, index) => takenMessage(first + index))
    await db.$transaction((tx) => storeTaken(tx, {
      hostId: host.id, accountId, lockId: ticket.lockId, takenAt: NOON, deleteAt: minutesAfterNoon(14 * 1440),
      event: { kind: 'quarantined', batchId, account: BAKER, cause: 'limit', agentLockId: null, guardedUnlockId: null, messages: list, complete: first + 200 >= messages },
    }))
  }
  return { ...ticket, hostId: host.id, accountId, batchId }
}

function takenMessage(index: number) {
  const receivers = ['gmx.example', 't-online.example', 'outlook.example']
  return { ...queuedMessage(`4Xk${index.toString(36).padStart(8, '0')}z1`, BAKER), recipients: [`r${index}@${receivers[index % 3]}`], size: 1000 + index }
}
