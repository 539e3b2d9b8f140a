import { recordAudit } from '../audit/audit-records.ts'
import type { Doing } from '../audit/doing.ts'
import { AppError } from '../errors.ts'
import { findIdentity, setRevoked } from '../hosts/host-identity-records.ts'
import { closeSilentHostIncident } from '../incidents/close-incident.ts'
import { transact } from '../transact.ts'

/** The host is not called any more and its certificate is not renewed; what it told stays on record. */
export async function revokeHost({ db, now, actor }: Doing, name: string): Promise<void> {
  await transact(db, async (tx) => {
    const host = await findIdentity(tx, { name })
    if (!host) throw new AppError('not-found', `no host ${name}`)
    await setRevoked(tx, host.id, now)
    await closeSilentHostIncident(tx, name, now, actor)
    await recordAudit(tx, { at: now, actor, action: 'host: revoke', subject: `host ${name}` })
  })
}
