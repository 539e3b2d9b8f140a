import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const NONCE_BYTES = 12
const TAG_BYTES = 16

/**
 * Seals a private key or token for the database: AES-256-GCM under a key derived from the desk's secret. `purpose` is
 * bound in, so that what was sealed as one thing cannot be opened as another. Base64url of nonce, tag, text.
 */
export function sealSecret(deskSecret: string, purpose: string, text: string): string {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', keyOf(deskSecret), nonce).setAAD(Buffer.from(purpose))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')
}

/** Throws when the desk's secret is another one, or the text was altered. */
export function openSecret(deskSecret: string, purpose: string, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64url')
  const nonce = bytes.subarray(0, NONCE_BYTES)
  const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES)
  const decipher = createDecipheriv('aes-256-gcm', keyOf(deskSecret), nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(purpose)).setAuthTag(tag)
  try {
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8')
  } catch (error) {
    throw new Error(`${purpose} cannot be opened: is RELAYWARD_SECRET the one it was sealed with?`, { cause: error })
  }
}

function keyOf(deskSecret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', deskSecret, '', 'relayward desk keys', 32))
}
