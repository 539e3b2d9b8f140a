import type { Flaw } from './reply.ts'

/** What is wrong with a reply, in words. */
export const FLAW_WORDS: Record<Flaw, string> = {
  endless: 'it has no end',
  'no-code': 'a line has no code of three digits',
  'codes-differ': 'its lines have different codes',
  control: 'there are control characters in a line',
  'long-line': 'a line is longer than 512 octets',
  'bare-lf': 'lines end with LF alone, without CR',
  'not-ascii': 'there are characters beyond ASCII',
}

/** Parameters of a finding about a flaw. */
export function flawParameters(flaw: Flaw): { flaw: string; flawId: Flaw } {
  return { flaw: FLAW_WORDS[flaw], flawId: flaw }
}
