/** NO_SMTP: vchkpw refuses the login on 25, 465 and 587 only; POP, IMAP and webmail go on (vpopmail.h, vchkpw.c). */
export const NO_SMTP = 0x800

/** Bits of an account's pw_gid and the letter of vmoduser that sets each (vpopmail.h, vmoduser.c). */
const LETTERS: readonly [number, string][] = [
  [0x1, 'd'],
  [0x2, 'p'],
  [0x4, 'w'],
  [0x8, 'i'],
  [0x10, 'b'],
  [0x20, 'r'],
  [0x40, 'u'],
  [0x80, '0'],
  [0x100, '1'],
  [0x200, '2'],
  [0x400, '3'],
  [NO_SMTP, 's'],
  [0x1000, 'a'],
  [0x2000, 'o'],
  [0x4000, 'f'],
  [0x8000, 'F'],
  [0x10000, 'S'],
  [0x20000, 'E'],
  [0x40000, 'm'],
]

/**
 * Arguments that make vmoduser set exactly these flags: it can only add flags or clear all, so clear and set in one
 * call, which is one write. Throws when this vmoduser has no letter for a flag the account has: it would be lost.
 */
export function flagsAsArguments(gid: number, knownLetters: Set<string>): string[] {
  const wanted = LETTERS.filter(([bit]) => (gid & bit) !== 0)
  const covered = wanted.filter(([, letter]) => knownLetters.has(letter)).reduce((sum, [bit]) => sum | bit, 0)
  if (covered !== gid) {
    throw new Error(`vmoduser has no letter for all of the flags ${gid}: clearing only NO_SMTP is not possible here, set them by hand`)
  }
  return ['-x', ...wanted.map(([, letter]) => `-${letter}`)]
}

/** Letters that the usage text of this vmoduser offers: `  -s (disable SMTP AUTH access)` or `-d ( don't allow …`. */
export function lettersInUsage(usage: string): Set<string> {
  return new Set([...usage.matchAll(/^\s*-([0-9A-Za-z])\b/gm)].map(([, letter]) => letter ?? ''))
}
