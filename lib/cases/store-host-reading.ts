import type { Doing } from '../audit/doing.ts'
import { holdHost, setHostReading } from '../hosts/host-records.ts'
import { storeReadings } from '../hosts/host-reading-records.ts'
import type { HostReading } from '../protocol/readings.ts'
import { forgetFoundExcept, storeFoundStates } from '../standing-orders/standing-order-records.ts'
import { transact } from '../transact.ts'
import { markHeard } from './mark-heard.ts'

/**
 * Stores what a host says it is, whether it was asked for or came with the answer to an order: the one way in. Ages
 * count from when we heard it, by our own clock.
 */
export async function storeHostReading(doing: Doing, hostId: number, reading: HostReading): Promise<void> {
  const { db, now } = doing
  await transact(db, async (tx) => {
    const host = await holdHost(tx, hostId)
    const { agentVersion, mtaVersion, capabilities } = reading
    await setHostReading(tx, hostId, { agentVersion, mtaVersion, capabilities })
    await markHeard(tx, now, host)
    await storeReadings(tx, hostId, [
      { kind: 'host', data: { at: reading.at, journal: reading.journal, logBehindBytes: reading.logBehindBytes } },
      { kind: 'unread-lines', data: reading.unreadLines },
      ...(reading.queue ? [{ kind: 'queue', data: reading.queue }] : []),
    ], now)
    await storeFoundStates(tx, hostId, reading.standing)
    await forgetFoundExcept(tx, hostId, reading.standing, new Date(reading.at))
  })
}
