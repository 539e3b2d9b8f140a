import { AgentCallError } from '../agent-client/agent-call-error.ts'
import { connectAgent, type AgentClient } from '../agent-client/connect-agent.ts'
import { recordAudit } from '../audit/audit-records.ts'
import type { Doing } from '../audit/doing.ts'
import { AppError } from '../errors.ts'
import { signAgentRequest, type IssuedCertificate } from '../hosts/certificates.ts'
import { findIdentity, setJoined, setRenewed, type HostIdentity } from '../hosts/host-identity-records.ts'
import { openDeskKeys, type DeskKeys } from '../hosts/open-desk-keys.ts'
import { openSecret } from '../hosts/seal-secret.ts'
import { transact } from '../transact.ts'
import { tokenPurpose } from './add-host.ts'

/**
 * Calls a host whose agent was prepared with its token, and gives it its certificate. From then on the workers call
 * it. Throws AppError `not-found`, `conflict` (joined already), or `agent-unreachable` with the reason.
 */
export async function joinHost(doing: Doing, name: string, deskSecret: string): Promise<void> {
  const { db, now, actor } = doing
  const host = await findIdentity(db, { name })
  if (!host) throw new AppError('not-found', `no host ${name}`)
  if (host.sealedToken === null) throw new AppError('conflict', `${name} has joined already`, { userMessageKey: 'errors.host-joined' })

  const keys = await openDeskKeys(db, deskSecret, now)
  const secret = openSecret(deskSecret, tokenPurpose(name), host.sealedToken)
  const issued = await issueOver(keys, host, now, (client, sign) => client.join({ secret, sign })).catch((error: unknown) => notJoined(name, error))
  await transact(db, async (tx) => {
    await setJoined(tx, host.id, { ...issued, now })
    await recordAudit(tx, { at: now, actor, action: 'host: join', subject: `host ${name}`, after: { serial: issued.serial, keyPin: issued.keyPin } })
  })
}

function notJoined(host: string, error: unknown): never {
  if (!(error instanceof AgentCallError)) throw error
  throw new AppError('agent-unreachable', `${host}: ${error.message}`, { cause: error, userMessageKey: 'errors.host-not-joined', values: { host } })
}

/** Renews the certificate of a host that is known by its key, also when it has just ended. */
export async function renewHostCertificate(doing: Doing, hostId: number, deskSecret: string): Promise<void> {
  const { db, now, actor } = doing
  const host = await findIdentity(db, { id: hostId })
  const keyPin = host?.keyPin
  if (!host || !keyPin) throw new AppError('conflict', `host ${hostId} has not joined`)

  const keys = await openDeskKeys(db, deskSecret, now)
  const issued = await issueOver(keys, host, now, (client, sign) => client.renew({ keyPin, sign, now }))
  await transact(db, async (tx) => {
    await setRenewed(tx, host.id, issued)
    await recordAudit(tx, { at: now, actor, action: 'host: renew certificate', subject: `host ${host.name}`, after: { serial: issued.serial } })
  })
}

type Handshake = (client: AgentClient, sign: (csrPem: string) => string) => Promise<unknown>

async function issueOver(keys: DeskKeys, host: HostIdentity, now: Date, handshake: Handshake): Promise<IssuedCertificate> {
  const client = connectAgent(deskFor(keys, host))
  let issued: IssuedCertificate | undefined
  const sign = (csrPem: string) => (issued = signAgentRequest(keys.ca, csrPem, host.name, now)).certificatePem
  try {
    await handshake(client, sign)
  } finally {
    client.close()
  }
  if (!issued) throw new AppError('internal', `${host.name} took a certificate that was not made`)
  return issued
}

/** How the desk calls one host. */
export function deskFor(keys: DeskKeys, host: { name: string; agentUrl: string }) {
  return { url: host.agentUrl, ca: keys.ca.certificatePem, certificate: keys.desk.certificatePem, key: keys.desk.keyPem, hostName: host.name }
}
