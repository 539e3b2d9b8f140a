import { expect, test } from 'vitest'
import { openSecret, sealSecret } from './seal-secret.ts'

const secret = 'a'.repeat(32)

test('what was sealed opens with the same secret and for the same purpose only', () => {
  const sealed = sealSecret(secret, 'key ca', 'the private key')
  expect(openSecret(secret, 'key ca', sealed)).toBe('the private key')
  expect(() => openSecret('b'.repeat(32), 'key ca', sealed)).toThrow('RELAYWARD_SECRET')
  expect(() => openSecret(secret, 'key desk', sealed)).toThrow()
})

test('a sealed key does not show what it holds, and an altered one does not open', () => {
  const sealed = sealSecret(secret, 'key ca', 'the private key')
  expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('private')
  const bytes = Buffer.from(sealed, 'base64url')
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
  expect(() => openSecret(secret, 'key ca', bytes.toString('base64url'))).toThrow()
})
