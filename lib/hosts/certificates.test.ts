import { execFileSync } from 'node:child_process'
import { createPrivateKey, generateKeyPairSync, X509Certificate } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { DESK_NAME } from '../protocol/joining.ts'
import { makeRequest } from '../agent/certificates/certificate-request.ts'
import { keyPin, makeCa, makeDeskCertificate, signAgentRequest } from './certificates.ts'

const now = new Date()
const ca = makeCa(now)
const agentKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
const folder = mkdtempSync(path.join(tmpdir(), 'relayward-ca-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, text: string): string {
  const made = path.join(folder, name)
  writeFileSync(made, text)
  return made
}
const openssl = (...args: string[]) => execFileSync('openssl', args, { encoding: 'utf8', timeout: 10_000, stdio: ['ignore', 'pipe', 'pipe'] })

test('openssl accepts the certificate of an agent as a server of that name, and not as a client', () => {
  const made = signAgentRequest(ca, makeRequest('ignored', agentKey), 'mail1.provider.example', now)
  const args = ['-x509_strict', '-CAfile', file('ca.pem', ca.certificatePem)]
  const leaf = file('agent.pem', made.certificatePem)
  expect(openssl('verify', ...args, '-purpose', 'sslserver', '-verify_hostname', 'mail1.provider.example', leaf)).toContain('OK')
  expect(() => openssl('verify', ...args, '-purpose', 'sslclient', leaf)).toThrow()
  expect(() => openssl('verify', ...args, '-verify_hostname', 'mail2.provider.example', leaf)).toThrow()
})

test('openssl accepts the certificate of the desk as a client, and not as a server', () => {
  const made = makeDeskCertificate(ca, now)
  const args = ['-x509_strict', '-CAfile', file('ca.pem', ca.certificatePem)]
  const leaf = file('desk.pem', made.certificatePem)
  expect(openssl('verify', ...args, '-purpose', 'sslclient', leaf)).toContain('OK')
  expect(() => openssl('verify', ...args, '-purpose', 'sslserver', leaf)).toThrow()
  expect(new X509Certificate(made.certificatePem).subject).toBe(`CN=${DESK_NAME}`)
})

test('openssl reads our certificate requests and finds their signature right', () => {
  expect(() => openssl('req', '-verify', '-noout', '-in', file('agent.csr', makeRequest('mail1', agentKey)))).not.toThrow()
})

test('a request made by openssl is signed too', () => {
  const key = file('other.key', agentKey.export({ type: 'pkcs8', format: 'pem' }).toString())
  const csr = openssl('req', '-new', '-key', key, '-subj', '/CN=mail1/O=Somebody', '-addext', 'subjectAltName=DNS:evil.example')
  const made = new X509Certificate(signAgentRequest(ca, csr, 'mail1.provider.example', now).certificatePem)
  // The name comes from the desk; what the request asks for beside its key is not taken over.
  expect(made.subjectAltName).toBe('DNS:mail1.provider.example')
})

test('certificates live 24 hours, have their own serials and name the key by its pin', () => {
  const csr = makeRequest('mail1', agentKey)
  const [one, two] = [signAgentRequest(ca, csr, 'mail1', now), signAgentRequest(ca, csr, 'mail1', now)]
  const read = new X509Certificate(one.certificatePem)
  expect(read.validToDate.getTime() - now.getTime()).toBeLessThanOrEqual(86_400_000)
  expect(read.validToDate.getTime() - now.getTime()).toBeGreaterThan(86_398_000)
  expect(one.serial).not.toBe(two.serial)
  expect(one.keyPin).toBe(keyPin(two.certificatePem))
  expect(read.checkPrivateKey(createPrivateKey(agentKey.export({ type: 'pkcs8', format: 'pem' })))).toBe(true)
})

test('a request whose signature was tampered with, or of another kind of key, is refused', () => {
  const csr = makeRequest('mail1', agentKey)
  const bytes = Buffer.from(csr.replace(/-----[^-]+-----|\s/g, ''), 'base64')
  bytes[bytes.length - 5] = (bytes[bytes.length - 5] ?? 0) ^ 1
  const tampered = `-----BEGIN CERTIFICATE REQUEST-----\n${bytes.toString('base64')}\n-----END CERTIFICATE REQUEST-----\n`
  expect(() => signAgentRequest(ca, tampered, 'mail1', now)).toThrow()
  const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey
  expect(() => signAgentRequest(ca, makeRequest('mail1', p384), 'mail1', now)).toThrow('P-256')
})

test.each([DESK_NAME, '', 'a b', '-x', 'MAIL1', 'x;y', '../x', '192.0.2.1', 'a\n'])('no certificate is given to a host called %j', (name) => {
  expect(() => signAgentRequest(ca, makeRequest('mail1', agentKey), name, now)).toThrow()
})

test.each([1, 10, 50, 100])('a request cut short by %i bytes is refused', (cut) => {
  const bytes = Buffer.from(makeRequest('mail1', agentKey).replace(/-----[^-]+-----|\s/g, ''), 'base64').subarray(0, -cut)
  const short = `-----BEGIN CERTIFICATE REQUEST-----\n${bytes.toString('base64')}\n-----END CERTIFICATE REQUEST-----\n`
  expect(() => signAgentRequest(ca, short, 'mail1', now)).toThrow()
})
