import type { Check } from '../protocol/probes.ts'
import type { CureId } from './cures.ts'
import { FINDINGS, sayWith, type FindingId } from './findings.ts'
import { failed, passed, unknown } from './make-check.ts'

/** What a server showed of itself. */
export interface ShownCertificate {
  subject: string
  issuer: string
  /** DNS names and addresses it is for. */
  names: string[]
  validFrom: Date
  validTo: Date
  isSelfSigned: boolean
  /** OpenSSL's code for why the chain is not trusted, null when it is. */
  chainError: string | null
  /** Certificates that the server sent. */
  chainLength: number
  /** Whether it holds for a name or an address. */
  isFor: (name: string) => boolean
}

const ID = 'certificate'
const DAY_MS = 86_400_000
const SOON_DAYS = 14

export interface CertificateLook {
  /** The name that clients use; that the host gives itself where no other is known; undefined when it did not. */
  name: string | undefined
  address: string
  now: Date
  /** Why none was seen. */
  reason: string
}

/** Several faults are all shown; the gravest names the finding. */
export function judgeCertificate(shown: ShownCertificate | undefined, { name, address, now, reason }: CertificateLook): Check {
  if (!shown) return unknown(ID, { finding: 'no-certificate-seen', parameters: { reason } })
  const lines = linesOf(shown)
  const days = Math.floor((shown.validTo.getTime() - now.getTime()) / DAY_MS)
  const parameters = {
    name: name ?? address, names: shown.names.join(', ') || 'no name', issuer: shown.issuer, since: dayOf(shown.validFrom), until: dayOf(shown.validTo), days, reason: sayChainError(shown.chainError),
  }
  const isForAddress = shown.isFor(address)
  const isOther = name !== undefined && !shown.isFor(name) && !isForAddress
  const [fault, ...others] = faultsOf(shown, now, isOther)
  if (fault) return failed(ID, { finding: fault.finding, cure: fault.cure, parameters, lines: [...others.map(({ finding }) => `also: ${sayWith(FINDINGS[finding], textsOf(parameters))}`), ...lines] })
  if (name === undefined && !isForAddress) return unknown(ID, { finding: 'certificate-name-unknown', parameters, lines })
  return passed(ID, { finding: 'certificate-good', parameters, lines })
}

function textsOf(parameters: Record<string, string | number>): Record<string, string> {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, String(value)]))
}

function faultsOf(shown: ShownCertificate, now: Date, isOther: boolean): { finding: FindingId; cure: CureId }[] {
  const faults: { finding: FindingId; cure: CureId }[] = []
  if (now > shown.validTo) faults.push({ finding: 'certificate-expired', cure: 'renew-certificate' })
  if (now < shown.validFrom) faults.push({ finding: 'certificate-not-yet', cure: 'set-clock' })
  const trust = faultOfTrust(shown)
  if (trust) faults.push(trust)
  if (isOther) faults.push({ finding: 'certificate-other-name', cure: 'certificate-for-name' })
  if (now <= shown.validTo && endsSoon(shown, now)) faults.push({ finding: 'certificate-expires-soon', cure: 'renew-certificate' })
  return faults
}

/** Dates are judged by our own clock, above. */
const OF_DATES = ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID']
const OF_CHAIN = ['UNABLE_TO_GET_ISSUER_CERT', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE']

function faultOfTrust({ isSelfSigned, chainError }: ShownCertificate): { finding: FindingId; cure: CureId } | undefined {
  if (chainError === null || OF_DATES.includes(chainError)) return undefined
  if (isSelfSigned) return { finding: 'certificate-self-signed', cure: 'certificate-from-authority' }
  if (OF_CHAIN.includes(chainError)) return { finding: 'certificate-chain-incomplete', cure: 'send-chain' }
  return { finding: 'certificate-not-trusted', cure: 'certificate-from-authority' }
}

/** Within two weeks; of one that lives for days only, within the last fifth of its life. */
function endsSoon({ validFrom, validTo }: ShownCertificate, now: Date): boolean {
  const soonMs = Math.min(SOON_DAYS * DAY_MS, (validTo.getTime() - validFrom.getTime()) / 5)
  return validTo.getTime() - now.getTime() < soonMs
}

function linesOf({ subject, issuer, names, validFrom, validTo, chainError, chainLength }: ShownCertificate): string[] {
  return [
    `for: ${names.join(', ') || subject}`, `issued by: ${issuer}`, `valid: ${dayOf(validFrom)} to ${dayOf(validTo)}`,
    `chain: ${chainLength} sent, ${chainError === null ? 'trusted' : sayChainError(chainError)}`,
  ]
}

function sayChainError(code: string | null): string {
  return (code ?? 'trusted').toLowerCase().replaceAll('_', ' ')
}

function dayOf(date: Date): string {
  return Number.isNaN(date.getTime()) ? 'an unreadable date' : date.toISOString().slice(0, 10)
}
