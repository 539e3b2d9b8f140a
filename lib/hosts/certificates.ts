import { createHash, createPrivateKey, generateKeyPairSync, X509Certificate, type KeyObject } from 'node:crypto'
import { readRequest } from '../agent/certificates/certificate-request.ts'
import {
  authorityKeyId, basicConstraints, BEGINS_BEFORE_MS, CA_USAGE, CERTIFICATE_LIFE_MS, CLIENT_AUTH, dnsName, END_USAGE, extendedUse,
  issueCertificate, keyUsage, SERVER_AUTH, subjectKeyId,
} from '../agent/certificates/issue-certificate.ts'
import { publicKeyDer } from '../agent/certificates/sign-structure.ts'
import { DESK_NAME, hostName } from '../protocol/joining.ts'

const CA_LIFE_MS = 3650 * 86_400_000

/** A key and its certificate as PEM; the key must be sealed before it is stored. */
export type KeyPair = { certificatePem: string; keyPem: string }
export type IssuedCertificate = { certificatePem: string; serial: string; endsAt: Date; keyPin: string }

/** The desk's own small CA: EC P-256, ten years, may sign end certificates only (path length 0). */
export function makeCa(now: Date): KeyPair {
  const key = makeKey()
  const spki = publicKeyDer(key)
  const certificatePem = issueCertificate({
    commonName: 'Relayward CA',
    issuerName: 'Relayward CA',
    spki,
    from: new Date(now.getTime() - BEGINS_BEFORE_MS),
    until: new Date(now.getTime() + CA_LIFE_MS),
    extensions: [basicConstraints(true), keyUsage(CA_USAGE), subjectKeyId(spki)],
    signer: key,
  })
  return { certificatePem, keyPem: keyToPem(key) }
}

/** The desk's client certificate: for calling agents only, under the one name that they let in. */
export function makeDeskCertificate(ca: KeyPair, now: Date): KeyPair & { endsAt: Date } {
  const key = makeKey()
  const made = issueEnd(ca, { commonName: DESK_NAME, spki: publicKeyDer(key), now, extensions: [extendedUse(CLIENT_AUTH)] })
  return { certificatePem: made.certificatePem, keyPem: keyToPem(key), endsAt: made.endsAt }
}

/**
 * Signs an agent's request: for serving under `host` only, never for calling. The name comes from the desk, not from
 * the request. Throws with a reason when the request is not sound or the name is not a host name (or the desk's own).
 */
export function signAgentRequest(ca: KeyPair, csrPem: string, host: string, now: Date): IssuedCertificate {
  const name = hostName.parse(host)
  return issueEnd(ca, { commonName: name, spki: readRequest(csrPem), now, extensions: [extendedUse(SERVER_AUTH), dnsName(name)] })
}

/** Names a public key for good, whatever certificate carries it: base64url of SHA-256 over its SPKI. */
export function keyPin(certificatePem: string): string {
  return pinOf(new X509Certificate(certificatePem).publicKey.export({ type: 'spki', format: 'der' }))
}

type End = { commonName: string; spki: Buffer; now: Date; extensions: Buffer[] }

function issueEnd(ca: KeyPair, end: End): IssuedCertificate {
  const issuer = new X509Certificate(ca.certificatePem)
  const issuerSpki = issuer.publicKey.export({ type: 'spki', format: 'der' })
  const endsAt = new Date(end.now.getTime() + CERTIFICATE_LIFE_MS)
  const certificatePem = issueCertificate({
    commonName: end.commonName,
    issuerName: 'Relayward CA',
    spki: end.spki,
    from: new Date(end.now.getTime() - BEGINS_BEFORE_MS),
    until: endsAt,
    extensions: [basicConstraints(false), keyUsage(END_USAGE), subjectKeyId(end.spki), authorityKeyId(issuerSpki), ...end.extensions],
    signer: createPrivateKey(ca.keyPem),
  })
  return { certificatePem, serial: new X509Certificate(certificatePem).serialNumber, endsAt, keyPin: pinOf(end.spki) }
}

function pinOf(spki: Buffer): string {
  return createHash('sha256').update(spki).digest('base64url')
}

function makeKey(): KeyObject {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
}

function keyToPem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString()
}

