import type { Blocklist, ReturnCode } from './blocklist.ts'

/** What an address in an answer says. `undocumented`: in 127/8, but the list tells no meaning of it. */
export interface Judgement {
  is: 'listing' | 'neutral' | 'refusal' | 'undocumented' | 'outside'
  meaning: string
}

/** Words for what the list itself does not explain. */
const ADMINISTRATIVE = 'an administrative answer: the list did not look'
const NO_LISTING = 'an answer by which no listing is told'
const UNDOCUMENTED = 'a code whose meaning the list does not tell'
const LISTED = 'listed'
const OUTSIDE = 'an address outside 127.0.0.0/8: a parked domain or a resolver that rewrites answers'

const KNOWN_MAX = 1_000

type Octet = { from: number; to: number }
type Matcher = { code: ReturnCode; octets: Octet[] }
type Bit = { code: ReturnCode; bit: number }

/** A return code whose `match` cannot be read. */
export class ReturnCodeError extends Error {}

/**
 * What an address in a list's answer means. Nothing that a list documents makes a listing of 127.255.255.x or of an
 * address outside 127/8; 127.0.0.1 is one only where the list says so.
 *
 * @throws ReturnCodeError when a code cannot be read
 */
export function codeReader(list: Pick<Blocklist, 'codes' | 'isBitmask' | 'isComponent' | 'isWhitelist'>): (address: string) => Judgement {
  const bits: Bit[] = []
  const matchers: Matcher[] = []
  for (const code of list.codes) {
    const bit = /^bit (\d+)$/.exec(code.match)
    if (bit) bits.push({ code, bit: Number(bit[1]) })
    else matchers.push({ code, octets: readMatch(code.match) })
  }
  // Where two codes hold for an address, a refusal goes before what it would otherwise mean, and the closer one before the wider.
  matchers.sort((one, other) => Number(other.code.is === 'refusal') - Number(one.code.is === 'refusal') || width(one) - width(other))
  const known = new Map<string, Judgement>()

  return (address) => {
    let judgement = known.get(address)
    if (judgement === undefined) {
      judgement = judge(address)
      if (known.size < KNOWN_MAX) known.set(address, judgement)
    }
    return judgement
  }

  function judge(address: string): Judgement {
    const octets = address.split('.').map(Number)
    if (octets[0] !== 127) return { is: 'outside', meaning: OUTSIDE }
    const documented = matchers.find((each) => each.octets.every(({ from, to }, place) => (octets[place] as number) >= from && (octets[place] as number) <= to))?.code
    if (address.startsWith('127.255.255.')) return { is: 'refusal', meaning: documented?.meaning ?? ADMINISTRATIVE }
    if (documented) return documented
    if (bits.length > 0 && address.startsWith('127.0.0.')) return judgeBits(octets[3] as number)
    if (address === '127.0.0.1') return { is: 'refusal', meaning: NO_LISTING }
    return undocumented()
  }

  /** A bit that says refused (it is documented as the address 127.0.0.1) takes back what the other bits say. */
  function judgeBits(octet: number): Judgement {
    const refused = matchers.find(({ code, octets }) => code.is === 'refusal' && octets[3]?.from === 1 && octets[3].to === 1 && octets[1]?.to === 0)
    if (refused && (octet & 1) !== 0) return refused.code
    const set = bits.filter(({ bit }) => (octet & bit) !== 0)
    if (set.length === 0) return octet === 1 ? { is: 'refusal', meaning: NO_LISTING } : undocumented()
    return { is: set.some(({ code }) => code.is === 'listing') ? 'listing' : 'neutral', meaning: set.map(({ code }) => code.meaning).join(', ') }
  }

  /**
   * By RFC 5782 any address in 127/8 is a listing. Where a list uses codes for good or neutral things too, a new one may be
   * either; in a zone of several lists it belongs to a sibling.
   */
  function undocumented(): Judgement {
    if (list.isComponent) return { is: 'neutral', meaning: 'a code of another list in the same zone' }
    if (list.isWhitelist || list.codes.some((code) => code.is === 'neutral')) return { is: 'undocumented', meaning: UNDOCUMENTED }
    return { is: 'listing', meaning: list.codes.length === 0 ? LISTED : UNDOCUMENTED }
  }
}

function width({ octets }: Matcher): number {
  return octets.reduce((product, { from, to }) => product * (to - from + 1), 1)
}

/** `127.0.0.2`, `127.0.0.5-7`, `127.0.x.0-3`, `127.0.4.N`; words in brackets behind it are left out. */
function readMatch(match: string): Octet[] {
  const parts = match.replace(/\s*\(.*\)$/, '').split('.')
  if (parts.length !== 4) throw new ReturnCodeError(`the return code ${match} is no address`)
  return parts.map((part) => {
    if (/^[xN]$/.test(part)) return { from: 0, to: 255 }
    const range = /^(\d{1,3})(?:-(\d{1,3}))?$/.exec(part)
    if (!range) throw new ReturnCodeError(`the return code ${match} is no address`)
    const from = Number(range[1])
    const to = Number(range[2] ?? from)
    if (to > 255 || from > to) throw new ReturnCodeError(`the return code ${match} is no address`)
    return { from, to }
  })
}
