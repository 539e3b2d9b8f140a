import { randomBytes } from 'node:crypto'
import { recordAudit } from '../audit/audit-records.ts'
import type { Doing } from '../audit/doing.ts'
import { AppError } from '../errors.ts'
import { createHost, findIdentity } from '../hosts/host-identity-records.ts'
import { addHostInput, type AddHostInput } from '../hosts/host.ts'
import { openDeskKeys } from '../hosts/open-desk-keys.ts'
import { sealSecret } from '../hosts/seal-secret.ts'
import { hostName, joinToken } from '../protocol/joining.ts'
import { transact } from '../transact.ts'
import { wishAllOnHost } from './wish-all-on-host.ts'

/**
 * Adds a host and makes its join token, to be given to `relayward agent join` on it. What stands (locks, limits, the
 * door) is wished on it from the start.
 *
 * @returns the token, shown once: base64url of JSON with the desk's CA and a secret that works once
 */
export async function addHost(doing: Doing, input: AddHostInput, deskSecret: string): Promise<{ hostId: number; token: string }> {
  const { name, ...host } = addHostInput.parse(input)
  const { db, now, actor } = doing
  const { ca } = await openDeskKeys(db, deskSecret, now)
  const secret = randomBytes(32).toString('base64url')
  const token = joinToken.parse({ host: hostName.parse(name), caPem: ca.certificatePem, secret })

  return transact(db, async (tx) => {
    if (await findIdentity(tx, { name })) throw new AppError('conflict', `host ${name} is there already`, { userMessageKey: 'errors.host-exists' })
    const { id } = await createHost(tx, { ...host, name, createdAt: now, sealedToken: sealSecret(deskSecret, tokenPurpose(name), secret) })
    await wishAllOnHost(tx, id, now)
    await recordAudit(tx, { at: now, actor, action: 'host: add', subject: `host ${name}`, after: host })
    return { hostId: id, token: Buffer.from(JSON.stringify(token)).toString('base64url') }
  })
}

/** What the token's secret is sealed for; the desk needs it once more, to judge the host's proof. */
export function tokenPurpose(name: string): string {
  return `join token ${name}`
}
