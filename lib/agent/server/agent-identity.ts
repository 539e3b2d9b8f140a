import { createHmac, createPrivateKey, generateKeyPairSync, X509Certificate, type KeyObject } from 'node:crypto'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import * as z from 'zod'
import { makeRequest } from '../certificates/certificate-request.ts'
import { makeSelfSigned } from '../certificates/issue-certificate.ts'
import type { CertificateAnswer, JoinAnswer, JoinToken } from '../../protocol/joining.ts'
import { agentFolder, writeWhole } from '../agent-config.ts'
import { AgentRefusal } from '../refusal.ts'

const joinFile = z.strictObject({ secret: z.string() })

/** Who the agent is: its key, which never leaves the host, and the certificate that the desk gave it. */
export type AgentIdentity = {
  /** What the server speaks TLS with at this moment. */
  tls(): { key: string; cert: string; ca: string }
  isJoined(): boolean
  /** Request and proof for a desk that knows the token's secret; refused once a certificate was put in. */
  join(): JoinAnswer
  /** Request for the same key; refused until joined. */
  renew(): JoinAnswer
  /** Takes a certificate in that the CA of the token made for this key and name; the token is used up then. */
  putCertificate(pem: string): CertificateAnswer
}

/** Makes the host's key and remembers the token; what was there of an earlier join is replaced. */
export function makeIdentity(folder: string, token: JoinToken): void {
  const files = agentFolder(folder)
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  rmSync(files.certificate, { force: true })
  writeWhole(files.key, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())
  writeWhole(files.ca, token.caPem)
  writeWhole(files.join, JSON.stringify({ secret: token.secret }))
}

export function openIdentity(folder: string, hostName: string, now: () => Date): AgentIdentity {
  const files = agentFolder(folder)
  const keyPem = readFileSync(files.key, 'utf8')
  const key = createPrivateKey(keyPem)
  const ca = readFileSync(files.ca, 'utf8')
  let certificate = existsSync(files.certificate) ? readFileSync(files.certificate, 'utf8') : null
  const selfSigned = makeSelfSigned(hostName, key, now())

  return {
    tls: () => ({ key: keyPem, cert: certificate ?? selfSigned, ca }),
    isJoined: () => certificate !== null,
    join() {
      if (certificate !== null || !existsSync(files.join)) throw new AgentRefusal('not-authorised', 'the join token was used already')
      const { secret } = joinFile.parse(JSON.parse(readFileSync(files.join, 'utf8')))
      const csrPem = makeRequest(hostName, key)
      return { csrPem, proof: createHmac('sha256', secret).update(csrPem).digest('base64url') }
    },
    renew() {
      if (certificate === null) throw new AgentRefusal('not-authorised', 'this agent has not joined')
      return { csrPem: makeRequest(hostName, key), proof: null }
    },
    putCertificate(pem) {
      const made = checkCertificate(pem, { key, ca, hostName, now: now() })
      writeWhole(files.certificate, pem)
      certificate = pem
      rmSync(files.join, { force: true })
      return { serial: made.serialNumber, endsAt: made.validToDate.toISOString() }
    },
  }
}

type Expected = { key: KeyObject; ca: string; hostName: string; now: Date }

function checkCertificate(pem: string, expected: Expected): X509Certificate {
  const made = parseCertificate(pem)
  const issuer = new X509Certificate(expected.ca)
  const isOurs = made.checkIssued(issuer) && made.verify(issuer.publicKey)
  if (!isOurs) throw new AgentRefusal('bad-request', 'the certificate is not from the CA of the join token')
  if (!made.checkPrivateKey(expected.key)) throw new AgentRefusal('bad-request', 'the certificate is for another key')
  if (made.checkHost(expected.hostName) === undefined) throw new AgentRefusal('bad-request', 'the certificate is for another host')
  if (made.validToDate <= expected.now) throw new AgentRefusal('bad-request', 'the certificate has ended')
  return made
}

function parseCertificate(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem)
  } catch (error) {
    throw new AgentRefusal('bad-request', 'this is no certificate', { cause: error })
  }
}
