import 'server-only'
import { may } from '../access/permissions.ts'
import type { Viewer } from '../access/viewer.ts'
import type { Db } from '../db.ts'
import { receiverName } from '../receivers/receiver-name.ts'
import { spanOf } from './delivery-period.ts'
import { receiversByIp, type HostReceiver, type HostReceiverPeriod, type SendingIp } from './host-receivers.ts'
import { findMatrixHost, sumHostReceivers } from './host-receiver-records.ts'

export type NamedHostReceiver = HostReceiver & { name: string }
export type HostReceivers = { isSilent: boolean; lastReadAt: string | null; sending: (Omit<SendingIp, 'receivers'> & { receivers: NamedHostReceiver[] })[] }

/** What a host's mail meets at each receiver, by sending address; null for a host that is not in service. */
export async function getHostReceivers(db: Db, viewer: Pick<Viewer, 'roles'>, name: string, { period, now }: { period: HostReceiverPeriod; now: Date }): Promise<HostReceivers | null> {
  if (!may(viewer, 'see-desk')) return null
  const host = await findMatrixHost(db, name)
  if (!host) return null
  const span = spanOf(period, now)
  const sending = receiversByIp(await sumHostReceivers(db, host.id, span), span.bins, host.isSilent)
  return {
    isSilent: host.isSilent, lastReadAt: host.lastReadAt?.toISOString() ?? null,
    sending: sending.map(({ ip, receivers }) => ({ ip, receivers: receivers.map((each) => ({ ...each, name: receiverName(each.receiver) })) })),
  }
}
