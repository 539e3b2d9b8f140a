import { spf, type SPFOptions } from 'mailauth/lib/spf/index.js'
import type { Resolve } from '../dns/resolve-names.ts'
import type { Finding } from './domain-check.ts'

/** What SPF says of mail of a domain that comes from one address. */
export type SpfVerdict = { finding: Finding; text?: string; lookups: number }

export type SpfQuestion = { domain: string; ip: string; helo: string; resolve: Resolve }

/** Time for all look-ups of one evaluation, as RFC 7208 4.6.4 has it. */
const EVALUATION_MS = 20_000

/** Evaluates SPF as receivers do (RFC 7208), strictly: what is broken anywhere in the record is broken. */
export async function evaluateSpf({ domain, ip, helo, resolve }: SpfQuestion): Promise<SpfVerdict> {
  const resolver = resolve as SPFOptions['resolver']
  const answer = await spf({ sender: `postmaster@${domain}`, ip, helo, mta: 'receiver.invalid', resolver, strict: true, maxElapsedTime: EVALUATION_MS })
  const text = wordsOf(answer.status.comment)
  return { finding: findingOf(answer.status.result, text), text, lookups: answer.lookups?.count ?? 0 }
}

function findingOf(result: string, text: string | undefined): Finding {
  switch (result) {
    case 'pass':
      return 'named'
    case 'fail':
      return 'not-named'
    case 'softfail':
      return 'softly-not-named'
    case 'neutral':
      return 'neutral'
    case 'none':
      return 'no-record'
    case 'permerror':
      if (text === 'Too many DNS requests') return 'too-many-lookups'
      if (text === 'Too many void DNS results') return 'too-many-voids'
      return 'broken'
    default:
      return 'no-answer'
  }
}

/** Why an evaluation ended with an error: what stands behind the sender's address in the library's comment. */
function wordsOf(comment: unknown): string | undefined {
  return typeof comment === 'string' ? /error in processing during lookup of \S+: (.+)$/s.exec(comment)?.[1] : undefined
}
