import type { DnsOutcome } from '../dns/dns-client.ts'
import type { Blocklist } from './blocklist.ts'
import { CLEAR, unknown, type Reading } from './reading.ts'
import { codeReader } from './return-code.ts'

const SERVFAIL = 2
const NXDOMAIN = 3
const REFUSED = 5

/**
 * What a DNS answer says of a target: listed, clear or unknown. Only a plain "there is no such name" or "no address" is clear,
 * only documented addresses in 127/8 (or, where a list uses no other, undocumented ones) are a listing.
 *
 * @throws ReturnCodeError when a code of the list cannot be read
 */
export function answerReader(list: Pick<Blocklist, 'codes' | 'isBitmask' | 'isComponent' | 'isWhitelist'>): (outcome: DnsOutcome) => Reading {
  const judge = codeReader(list)

  return (outcome) => {
    if ('failure' in outcome) return unknown(outcome.failure)
    const { rcode, addresses, isTruncated, hasOthers, isReferral } = outcome.answer
    if (isTruncated) return unknown('tcp')
    if (rcode === SERVFAIL) return unknown('servfail')
    if (rcode === REFUSED) return unknown('refused')
    if (rcode !== 0 && rcode !== NXDOMAIN) return unknown('other-error')
    if (addresses.length > 0) return rcode === 0 ? readAddresses([...new Set(addresses)].sort()) : unknown('contradiction', addresses)
    if (hasOthers) return unknown('foreign-answer')
    return isReferral ? unknown('referral') : CLEAR
  }

  function readAddresses(codes: string[]): Reading {
    const judgements = codes.map(judge)
    const of = (is: (typeof judgements)[number]['is']) => {
      const meant = judgements.filter((each) => each.is === is)
      return meant.length === 0 ? undefined : [...new Set(meant.map((each) => each.meaning))].join('; ')
    }
    const outside = of('outside')
    if (outside) return unknown('outside-127', codes, outside)
    const refusal = of('refusal')
    if (refusal) return unknown('administrative', codes, refusal)
    const listing = of('listing')
    if (listing) return { state: 'listed', codes, meaning: listing, reason: null }
    const undocumented = of('undocumented')
    if (undocumented) return unknown('undocumented-code', codes, undocumented)
    return { state: 'clear', codes, meaning: of('neutral') ?? null, reason: null }
  }
}
