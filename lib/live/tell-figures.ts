import type { Tx } from '../db.ts'

/** The kind of news that figures of deliveries have grown: no change of a state, so there is no row of it. */
export const FIGURES_KIND = 'deliveries'

/** Tells open pages, when this transaction ends, that a host has counted on; said once however often it is called. */
export async function tellFigures(tx: Tx, hostId: number): Promise<void> {
  const news = { id: '0', kind: FIGURES_KIND, hostId, accountId: null, customerId: null, lockId: null, ticketId: null, incidentId: null }
  await tx.$executeRaw`SELECT pg_notify('relayward_change', ${JSON.stringify(news)})`
}
