import { renewHostCertificate } from '../../cases/join-host.ts'
import { hostsToRenew } from '../../hosts/host-identity-records.ts'
import { doingOf, type WorkerContext } from '../worker-context.ts'

/** With 24 h of life and 8 h to go, two thirds of a day of silence still end well. */
const RENEW_BEFORE_END_MS = 8 * 3_600_000

/** Renews what ends soon. A host that does not answer is tried again in the next round and holds up no other. */
export async function renewCertificates(context: WorkerContext, signal: AbortSignal): Promise<void> {
  const before = new Date(context.now().getTime() + RENEW_BEFORE_END_MS)
  for (const { id } of await hostsToRenew(context.db, before)) {
    if (signal.aborted) return
    try {
      await renewHostCertificate(doingOf(context), id, context.env.RELAYWARD_SECRET)
    } catch (error) {
      context.log.warn({ err: error, hostId: id }, 'a certificate could not be renewed')
    }
  }
}
