import { createPublicKey, sign, verify, type KeyObject } from 'node:crypto'
import { bitString, fromPem, oid, readDer, readParts, sequence, der, TAG, toPem, utf8, integer, tagged } from './der.ts'

/** ecdsa-with-SHA256 (RFC 5758, 3.2); the only signature of the small CA. */
const ECDSA_SHA256 = sequence(oid('1.2.840.10045.4.3.2'))
const COMMON_NAME = oid('2.5.4.3')

export function nameOf(commonName: string): Buffer {
  return sequence(der(TAG.set, sequence(COMMON_NAME, utf8(commonName))))
}

/** Signs what is to be signed, and puts it, the algorithm and the signature together as X.509 and PKCS#10 both do. */
export function signed(toSign: Buffer, key: KeyObject): Buffer {
  return sequence(toSign, ECDSA_SHA256, bitString(sign('sha256', toSign, key)))
}

export const signatureAlgorithm = () => ECDSA_SHA256

export function publicKeyDer(key: KeyObject): Buffer {
  return createPublicKey(key).export({ type: 'spki', format: 'der' })
}

/** A certificate request (RFC 2986) for a key that stays where it is. */
export function makeRequest(commonName: string, privateKey: KeyObject): string {
  const info = sequence(integer(Buffer.from([0])), nameOf(commonName), publicKeyDer(privateKey), tagged(0))
  return toPem('CERTIFICATE REQUEST', signed(info, privateKey))
}

/**
 * The public key of a request (SPKI, DER) once its signature proves that the sender holds the private key. Only EC
 * P-256 keys are taken. Throws with a reason.
 */
export function readRequest(csrPem: string): Buffer {
  const [info, algorithm, signature] = readParts(readDer(fromPem('CERTIFICATE REQUEST', csrPem)), TAG.sequence)
  const spki = readParts(info, TAG.sequence)[2]
  if (!info || !spki || !algorithm?.whole.equals(ECDSA_SHA256)) throw new Error('not a certificate request that we know')
  if (signature?.tag !== TAG.bitString || signature.content[0] !== 0) throw new Error('the request has no signature')

  const key = createPublicKey({ key: spki.whole, format: 'der', type: 'spki' })
  if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') throw new Error('only keys of EC P-256 are taken')
  if (!verify('sha256', info.whole, key, signature.content.subarray(1))) throw new Error('the signature of the request is wrong')
  return key.export({ type: 'spki', format: 'der' })
}
