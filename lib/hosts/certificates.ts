import { createHash, createPrivateKey, generateKeyPairSync, randomBytes, X509Certificate, type KeyObject } from 'node:crypto'
import { DESK_NAME, hostName } from '../protocol/joining.ts'
import { nameOf, publicKeyDer, readRequest, signatureAlgorithm, signed } from './certificate-parts.ts'
import { bitString, der, integer, octetString, oid, sequence, TAG, tagged, time, toPem } from './der.ts'

const DAY_MS = 86_400_000
export const CERTIFICATE_LIFE_MS = DAY_MS
const CA_LIFE_MS = 3650 * DAY_MS
/** Clocks of hosts differ; a fresh certificate must not be "not yet valid" there. */
const BEGINS_BEFORE_MS = 10 * 60_000

/** A key and its certificate as PEM; the key must be sealed before it is stored. */
export type KeyPair = { certificatePem: string; keyPem: string }
export type IssuedCertificate = { certificatePem: string; serial: string; endsAt: Date; keyPin: string }

/** The desk's own small CA: EC P-256, ten years, may sign end certificates only (path length 0). */
export function makeCa(now: Date): KeyPair {
  const key = makeKey()
  const spki = publicKeyDer(key)
  const certificatePem = issue({
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

/** What an agent serves with until the desk signed its request: nobody trusts it, the join proof stands for it. */
export function makeSelfSigned(commonName: string, key: KeyObject, now: Date): string {
  const from = new Date(now.getTime() - BEGINS_BEFORE_MS)
  const until = new Date(now.getTime() + CERTIFICATE_LIFE_MS)
  const extensions = [basicConstraints(false), keyUsage(END_USAGE), extendedUse(SERVER_AUTH)]
  return issue({ commonName, issuerName: commonName, spki: publicKeyDer(key), from, until, extensions, signer: key })
}

/** Names a public key for good, whatever certificate carries it: base64url of SHA-256 over its SPKI. */
export function keyPin(certificatePem: string): string {
  return pinOf(new X509Certificate(certificatePem).publicKey.export({ type: 'spki', format: 'der' }))
}

const CA_USAGE = 0b0000_0110 // keyCertSign, cRLSign
const END_USAGE = 0b1000_0000 // digitalSignature
const SERVER_AUTH = '1.3.6.1.5.5.7.3.1'
const CLIENT_AUTH = '1.3.6.1.5.5.7.3.2'

type End = { commonName: string; spki: Buffer; now: Date; extensions: Buffer[] }

function issueEnd(ca: KeyPair, end: End): IssuedCertificate {
  const issuer = new X509Certificate(ca.certificatePem)
  const issuerSpki = issuer.publicKey.export({ type: 'spki', format: 'der' })
  const endsAt = new Date(end.now.getTime() + CERTIFICATE_LIFE_MS)
  const certificatePem = issue({
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

type Certificate = { commonName: string; issuerName: string; spki: Buffer; from: Date; until: Date; extensions: Buffer[]; signer: KeyObject }

/** An X.509 v3 certificate (RFC 5280, 4.1) with a random serial of 127 bits. */
function issue(wanted: Certificate): string {
  const serial = randomBytes(16)
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40
  const body = sequence(
    tagged(0, integer(Buffer.from([2]))),
    integer(serial),
    signatureAlgorithm(),
    nameOf(wanted.issuerName),
    sequence(time(wanted.from), time(wanted.until)),
    nameOf(wanted.commonName),
    wanted.spki,
    tagged(3, sequence(...wanted.extensions)),
  )
  return toPem('CERTIFICATE', signed(body, wanted.signer))
}

function extension(id: string, isCritical: boolean, value: Buffer): Buffer {
  const critical = isCritical ? [der(TAG.boolean, Buffer.from([0xff]))] : []
  return sequence(oid(id), ...critical, octetString(value))
}

const basicConstraints = (isCa: boolean) =>
  extension('2.5.29.19', true, isCa ? sequence(der(TAG.boolean, Buffer.from([0xff])), integer(Buffer.from([0]))) : sequence())

function keyUsage(bits: number): Buffer {
  const unused = Math.log2(bits & -bits)
  return extension('2.5.29.15', true, bitString(Buffer.from([bits]), unused))
}

const extendedUse = (purpose: string) => extension('2.5.29.37', true, sequence(oid(purpose)))
const dnsName = (name: string) => extension('2.5.29.17', false, sequence(der(0x82, Buffer.from(name, 'ascii'))))
const subjectKeyId = (spki: Buffer) => extension('2.5.29.14', false, octetString(keyId(spki)))
const authorityKeyId = (spki: Buffer) => extension('2.5.29.35', false, sequence(der(0x80, keyId(spki))))

/** Any unique value may serve as key identifier (RFC 5280, 4.2.1.2); here SHA-256 cut to 20 bytes (RFC 7093, method 1). */
function keyId(spki: Buffer): Buffer {
  return createHash('sha256').update(spki).digest().subarray(0, 20)
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

