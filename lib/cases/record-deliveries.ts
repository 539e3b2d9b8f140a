import type { By } from '../audit/doing.ts'
import type { Tx } from '../db.ts'
import { storeDeliveries } from '../deliveries/delivery-records.ts'
import type { EventOf } from '../protocol/events.ts'

/**
 * What attempts met. Open pages are told of refusals by a notice of their own, without a change row each second; it has
 * every field that `liveChange` asks for, else nobody hears it. Mail that was taken is no news.
 */
export async function recordDeliveries(tx: Tx, by: By, host: { id: number }, event: EventOf<'deliveries'>): Promise<void> {
  await storeDeliveries(tx, host.id, event, by.now)
  if (!event.cells.some(({ refusalClass }) => refusalClass !== null)) return
  await tx.$executeRaw`
    SELECT pg_notify('relayward_change', json_build_object('id', '0', 'kind', 'deliveries', 'hostId', ${host.id}::int,
      'accountId', null, 'customerId', null, 'lockId', null, 'ticketId', null, 'incidentId', null)::text)`
}
