import { getPublicKey } from 'mailauth/lib/tools.js'
import { DnsError, isUnanswered, type Resolve } from '../dns/resolve-names.ts'
import { domainFinding, type DomainFinding, type DomainNote, type Finding } from './domain-check.ts'

export type DkimCheck = { domain: string; selectors: readonly string[]; resolve: Resolve }

/** Shorter RSA keys must not be used (RFC 8301); receivers ignore them. */
const BITS_MIN = 1024
const BITS_GOOD = 2048

/**
 * The keys that stand at the selectors our hosts sign with. Selectors that are not known are not guessed: without any there
 * is no finding. A selector without a key matters only where no other has one, since keys are rolled over.
 */
export async function checkDkim({ domain, selectors, resolve }: DkimCheck): Promise<DomainFinding[]> {
  if (selectors.length === 0) return []
  const looked = await Promise.all(selectors.map((selector) => lookAtKey(domain, selector, resolve)))
  const found = looked.filter((finding) => finding !== null)
  return found.length > 0 ? found : [domainFinding('dkim', '', { finding: 'no-key', record: null, selectors: [...selectors] })]
}

/** @returns null where no key stands */
async function lookAtKey(domain: string, selector: string, resolve: Resolve): Promise<DomainFinding | null> {
  const name = `${selector}._domainkey.${domain}`
  try {
    const texts = (await resolve(name, 'TXT')).map((text) => [text].flat().join(''))
    const record = texts.join('\n')
    if (texts.length > 1) return domainFinding('dkim', selector, { finding: 'several-keys', record })
    return await readKey(name, selector, record)
  } catch (error) {
    if (!(error instanceof DnsError)) throw error
    return isUnanswered(error) ? domainFinding('dkim', selector, { finding: 'no-answer', record: null, text: error.message }) : null
  }
}

async function readKey(name: string, selector: string, record: string): Promise<DomainFinding> {
  try {
    const { keyType, modulusLength, testing } = await getPublicKey('DKIM', name, BITS_MIN, async () => [[record]], { strict: true })
    const notes: DomainNote[] = []
    if (keyType === 'rsa' && (modulusLength ?? 0) < BITS_GOOD) notes.push('weak-key')
    if (testing) notes.push('testing')
    return domainFinding('dkim', selector, { finding: 'key', record, notes, keyType, bits: modulusLength })
  } catch (error) {
    const { code, message } = error as Error & { code?: string }
    if (code === undefined || !code.startsWith('E')) throw error
    return domainFinding('dkim', selector, { finding: findingOf(code, record), record, text: message })
  }
}

function findingOf(code: string, record: string): Finding {
  if (code === 'ESHORTKEY') return 'short-key'
  if (code === 'EINVALIDSERVICE') return 'not-for-mail'
  return isRevoked(record) ? 'revoked' : 'unreadable-key'
}

/** An empty `p=` says that the key is no longer valid (RFC 6376 3.6.1). */
function isRevoked(record: string): boolean {
  return /(?:^|;)\s*p\s*=\s*(?:;|$)/.test(record)
}
