import { createHash, randomBytes, type KeyObject } from 'node:crypto'
import { bitString, der, integer, octetString, oid, sequence, TAG, tagged, time, toPem } from './der.ts'
import { nameOf, publicKeyDer, signatureAlgorithm, signed } from './sign-structure.ts'

const DAY_MS = 86_400_000
/** End certificates live so long; the desk renews them before. */
export const CERTIFICATE_LIFE_MS = DAY_MS
/** Clocks of hosts differ; a fresh certificate must not be "not yet valid" there. */
export const BEGINS_BEFORE_MS = 10 * 60_000

export type Certificate = { commonName: string; issuerName: string; spki: Buffer; from: Date; until: Date; extensions: Buffer[]; signer: KeyObject }

/** An X.509 v3 certificate (RFC 5280, 4.1) with a random serial of 127 bits. */
export function issueCertificate(wanted: Certificate): string {
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

export const basicConstraints = (isCa: boolean) =>
  extension('2.5.29.19', true, isCa ? sequence(der(TAG.boolean, Buffer.from([0xff])), integer(Buffer.from([0]))) : sequence())

export function keyUsage(bits: number): Buffer {
  const unused = Math.log2(bits & -bits)
  return extension('2.5.29.15', true, bitString(Buffer.from([bits]), unused))
}

export const extendedUse = (purpose: string) => extension('2.5.29.37', true, sequence(oid(purpose)))
export const dnsName = (name: string) => extension('2.5.29.17', false, sequence(der(0x82, Buffer.from(name, 'ascii'))))
export const subjectKeyId = (spki: Buffer) => extension('2.5.29.14', false, octetString(keyId(spki)))
export const authorityKeyId = (spki: Buffer) => extension('2.5.29.35', false, sequence(der(0x80, keyId(spki))))

/** Any unique value may serve as key identifier (RFC 5280, 4.2.1.2); here SHA-256 cut to 20 bytes (RFC 7093, method 1). */
function keyId(spki: Buffer): Buffer {
  return createHash('sha256').update(spki).digest().subarray(0, 20)
}

export const CA_USAGE = 0b0000_0110 // keyCertSign, cRLSign
export const END_USAGE = 0b1000_0000 // digitalSignature
export const SERVER_AUTH = '1.3.6.1.5.5.7.3.1'
export const CLIENT_AUTH = '1.3.6.1.5.5.7.3.2'

/** What an agent serves with until the desk signed its request: nobody trusts it, the join proof stands for it. */
export function makeSelfSigned(commonName: string, key: KeyObject, now: Date): string {
  const from = new Date(now.getTime() - BEGINS_BEFORE_MS)
  const until = new Date(now.getTime() + CERTIFICATE_LIFE_MS)
  const extensions = [basicConstraints(false), keyUsage(END_USAGE), extendedUse(SERVER_AUTH)]
  return issueCertificate({ commonName, issuerName: commonName, spki: publicKeyDer(key), from, until, extensions, signer: key })
}
