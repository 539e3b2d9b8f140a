import type { Db } from '../db.ts'
import { storeAgentEvents } from './store-agent-events.ts'
import { eventPage, givenBakery, givenHost, lockMade, NOON, workerAt } from './story-for-tests.ts'

export const BAKER = 'kontakt@baeckerei.example'
export type GivenTicket = { id: number; number: number; lockId: string; customerId: number }

/** What the tests of notices and tickets begin with: the bakery's account, locked by mx02 at noon, its notice queued. */
export async function givenTicket(db: Db): Promise<GivenTicket> {
  const host = await givenHost(db, 'mx02')
  const bakery = await givenBakery(db)
  await storeAgentEvents(workerAt(db, NOON), host.id, eventPage(1, [lockMade(BAKER)]))
  const ticket = await db.ticket.findFirstOrThrow({ select: { id: true, number: true, lockId: true } })
  return { ...ticket, customerId: bakery.id }
}
