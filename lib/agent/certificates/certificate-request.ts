import { createPublicKey, verify, type KeyObject } from 'node:crypto'
import { fromPem, integer, readDer, readParts, sequence, TAG, tagged, toPem } from './der.ts'
import { nameOf, publicKeyDer, signatureAlgorithm, signed } from './sign-structure.ts'

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
  if (!info || !spki || !algorithm?.whole.equals(signatureAlgorithm())) throw new Error('not a certificate request that we know')
  if (signature?.tag !== TAG.bitString || signature.content[0] !== 0) throw new Error('the request has no signature')

  const key = createPublicKey({ key: spki.whole, format: 'der', type: 'spki' })
  if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') throw new Error('only keys of EC P-256 are taken')
  if (!verify('sha256', info.whole, key, signature.content.subarray(1))) throw new Error('the signature of the request is wrong')
  return key.export({ type: 'spki', format: 'der' })
}
