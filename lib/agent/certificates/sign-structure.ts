import { createPublicKey, sign, type KeyObject } from 'node:crypto'
import { bitString, der, oid, sequence, TAG, utf8 } from './der.ts'

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
