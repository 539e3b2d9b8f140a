import type { Check, CheckId } from '../protocol/probes.ts'
import type { ShownCertificate } from './judge-certificate.ts'
import { failed, unknown } from './make-check.ts'
import { halfOfTheRest, type PortPlan } from './port-plan.ts'
import { readCertificate } from './read-certificate.ts'
import type { SmtpConnection } from './smtp-connection.ts'
import { Trouble } from './trouble.ts'

/** What became of the beginning of TLS. */
export interface TlsBegun {
  trouble?: Trouble
  protocol?: string
  cipher?: string
  certificate?: ShownCertificate
}

/** Begins TLS on a connection. It may take half of the time that is left. `serverName`: whom we say we want to speak to. */
export async function beginTls(connection: SmtpConnection, plan: PortPlan, serverName: string | undefined): Promise<TlsBegun> {
  try {
    const socket = await connection.startTls({ serverName, roots: plan.roots, withinMs: halfOfTheRest(plan) })
    return { protocol: socket.getProtocol() ?? 'TLS', cipher: socket.getCipher().name, certificate: readCertificate(socket) }
  } catch (error) {
    if (!(error instanceof Trouble)) throw error
    return { trouble: error }
  }
}

/** A check that TLS should have passed, and did not. Only what surely is the server's fault has failed. */
export function judgeTlsTrouble(id: CheckId, trouble: Trouble, lines: readonly string[]): Check {
  const parameters = { reason: trouble.message }
  if (trouble.kind !== 'tls' && trouble.kind !== 'closed') return unknown(id, { finding: 'no-answer', parameters, lines })
  const isOld = /unsupported protocol|wrong ssl version|alert protocol version/i.test(trouble.message)
  return failed(id, { finding: isOld ? 'tls-too-old' : 'tls-broken', cure: isOld ? 'newer-tls' : 'mend-tls', parameters, lines: [...lines, `TLS: ${trouble.message}`] })
}
