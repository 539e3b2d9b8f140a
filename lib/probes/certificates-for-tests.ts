import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { authorityKeyId, basicConstraints, CA_USAGE, dnsName, END_USAGE, extendedUse, issueCertificate, keyUsage, SERVER_AUTH, subjectKeyId } from '../agent/certificates/issue-certificate.ts'
import { publicKeyDer } from '../agent/certificates/sign-structure.ts'

export interface TestCertificate {
  key: string
  /** The certificate, and behind it what else the server sends. */
  cert: string
}

export interface TestAuthority {
  /** PEM, to be trusted. */
  root: string
  issue(name: string, days?: Days, kind?: 'ec' | 'rsa'): TestCertificate
}

interface Days {
  from: number
  until: number
}

const DAY_MS = 86_400_000

/** A small authority of its own. `days` count from now. */
export function makeAuthority(commonName = 'Zoo Root'): TestAuthority {
  const root = newKey()
  const spki = publicKeyDer(root)
  const rootPem = issueCertificate({
    commonName, issuerName: commonName, spki, signer: root, ...span({ from: -400, until: 4_000 }),
    extensions: [basicConstraints(true), keyUsage(CA_USAGE), subjectKeyId(spki)],
  })
  return { root: rootPem, issue: (name, days = { from: -30, until: 60 }, kind = 'ec') => issue({ name, days, issuerName: commonName, signer: root, signerSpki: spki, key: kind === 'ec' ? newKey() : newRsaKey() }) }
}

/** One that nobody issued but the server itself. */
export function makeSelfIssued(name: string): TestCertificate {
  const key = newKey()
  return issue({ name, days: { from: -30, until: 60 }, issuerName: name, signer: key, signerSpki: publicKeyDer(key), key })
}

interface Issue {
  name: string
  days: Days
  issuerName: string
  signer: KeyObject
  signerSpki: Buffer
  key: KeyObject
}

function issue({ name, days, issuerName, signer, signerSpki, key }: Issue): TestCertificate {
  const spki = publicKeyDer(key)
  const extensions = [basicConstraints(false), keyUsage(END_USAGE), extendedUse(SERVER_AUTH), dnsName(name), subjectKeyId(spki), authorityKeyId(signerSpki)]
  const cert = issueCertificate({ commonName: name, issuerName, spki, signer, ...span(days), extensions })
  return { key: key.export({ type: 'pkcs8', format: 'pem' }) as string, cert }
}

function newKey(): KeyObject {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
}

/** Some servers know no other. */
function newRsaKey(): KeyObject {
  return generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey
}

function span({ from, until }: Days): { from: Date; until: Date } {
  const now = Date.now()
  return { from: new Date(now + from * DAY_MS), until: new Date(now + until * DAY_MS) }
}
