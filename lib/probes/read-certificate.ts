import { checkServerIdentity, type DetailedPeerCertificate, type TLSSocket } from 'node:tls'
import type { ShownCertificate } from './judge-certificate.ts'

/** What a server showed of itself, or undefined when that was nothing. */
export function readCertificate(socket: TLSSocket): ShownCertificate | undefined {
  const certificate = socket.getPeerCertificate(true)
  if (!certificate?.raw) return undefined
  const chainError = socket.authorized ? null : ((socket.authorizationError as unknown as { code?: string })?.code ?? String(socket.authorizationError))
  return {
    subject: sayName(certificate.subject),
    issuer: sayName(certificate.issuer),
    names: namesOf(certificate),
    validFrom: new Date(certificate.valid_from),
    validTo: new Date(certificate.valid_to),
    isSelfSigned: chainError === 'DEPTH_ZERO_SELF_SIGNED_CERT',
    chainError,
    chainLength: chainLengthOf(certificate),
    isFor: (name) => checkServerIdentity(name, certificate) === undefined,
  }
}

function namesOf({ subjectaltname, subject }: DetailedPeerCertificate): string[] {
  const names = (subjectaltname ?? '').split(', ').flatMap((each) => /^(?:DNS|IP Address):(.+)$/.exec(each)?.[1] ?? [])
  return names.length > 0 ? names : [subject?.CN].flat().filter((each) => each !== undefined)
}

function sayName(parts: DetailedPeerCertificate['subject'] | undefined): string {
  const [name] = [parts?.CN ?? parts?.O ?? []].flat()
  return name ?? 'nobody'
}

/** A chain that ends in a certificate signed by itself turns back to it. */
function chainLengthOf(certificate: DetailedPeerCertificate): number {
  const seen = new Set<string>()
  for (let each: DetailedPeerCertificate | undefined = certificate; each?.raw && !seen.has(each.fingerprint256); each = each.issuerCertificate) seen.add(each.fingerprint256)
  return seen.size
}
