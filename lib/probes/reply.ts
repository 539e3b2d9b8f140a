/**
 * What is wrong with a reply by RFC 5321. `bare-lf` lines end without CR; `not-ascii` bytes above 127; `control` control
 * characters within a line; `long-line` more than 512 octets; `no-code` a line without a code of three digits;
 * `codes-differ` between the lines of one reply; `endless` more than is read.
 */
export type Flaw = 'bare-lf' | 'not-ascii' | 'control' | 'long-line' | 'no-code' | 'codes-differ' | 'endless'

/** One reply of a server, of one line or many. */
export interface Reply {
  /** That of the last line; null when no line that ends a reply came. */
  code: number | null
  /** As they came, without their ends, cut where they are absurdly long. One byte is one character. */
  lines: string[]
  flaws: Flaw[]
}

/** Flaws that a client may stumble over. The others are told, and tolerated as everybody does. */
const SERIOUS: readonly Flaw[] = ['endless', 'no-code', 'codes-differ', 'control', 'long-line']

/** The worst thing that is wrong with a reply, or undefined when clients can live with it. */
export function seriousFlaw({ flaws }: Reply): Flaw | undefined {
  return SERIOUS.find((flaw) => flaws.includes(flaw))
}

export function isPositive({ code }: Reply): boolean {
  return code !== null && code >= 200 && code < 300
}

export function isTemporary({ code }: Reply): boolean {
  return code !== null && code >= 400 && code < 500
}

export function isRefusal({ code }: Reply): boolean {
  return code !== null && code >= 500 && code < 600
}

/** What the lines of a reply say, without codes. */
export function textsOf({ lines }: Reply): string[] {
  return lines.map((line) => (/^\d{3}(?:[ -]|$)/.test(line) ? line.slice(4) : line))
}
