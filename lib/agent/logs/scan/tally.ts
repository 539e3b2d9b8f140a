import { byteNames, copyInto } from './byte-names.ts'

export const SENT = 0
export const DEFERRED = 1
export const BOUNCED = 2
/** Number of an account that nobody has: mail from outside, bounces, messages taken in before the log began. */
export const NOBODY = -1

/** Deliveries by outcome: sent, deferred, bounced. */
export type Outcomes = [number, number, number]

/** What a log comes to; the shape that `relayward parse-log --json` prints. */
export type LogTally = {
  lines: number
  unparsed: number
  results: { sent: number; deferred: number; bounced: number }
  accounts: Record<string, Outcomes>
  receivers: Record<string, Outcomes>
}

/** Names that keep counts; several spellings may stand for one name. */
export type CountedNames = {
  /** @returns the number of the name that this spelling stands for, or NOBODY */
  numberOf(bytes: Buffer, from: number, to: number): number
  numberOfName(name: string): number
  count(number: number, outcome: number, times?: number): void
  /** Names with at least one delivery. */
  toRecord(): Record<string, Outcomes>
}

/** @param nameOf gives a spelling its name, once for each spelling; null: it counts to nobody */
export function countedNames(nameOf: (spelling: string) => string | null): CountedNames {
  const spellings = byteNames()
  const numbers = new Map<string, number>()
  let ofSpelling = new Int32Array(256)
  let counts = new Uint32Array(256 * 3)

  const numberOf = (bytes: Buffer, from: number, to: number): number => {
    const known = spellings.size()
    const spelling = spellings.numberOf(bytes, from, to)
    return spelling < known ? (ofSpelling[spelling] as number) : learn(spelling)
  }

  const learn = (spelling: number): number => {
    const name = nameOf(readText(spellings.nameOf(spelling)))
    if (spelling === ofSpelling.length) ofSpelling = copyInto(new Int32Array(spelling * 2), ofSpelling)
    const number = name === null ? NOBODY : numberOfName(name)
    ofSpelling[spelling] = number
    return number
  }

  const numberOfName = (name: string): number => {
    const known = numbers.get(name)
    if (known !== undefined) return known
    const number = numbers.size
    numbers.set(name, number)
    if (numbers.size * 3 > counts.length) counts = copyInto(new Uint32Array(counts.length * 2), counts)
    return number
  }

  const count = (number: number, outcome: number, times = 1): void => {
    if (number !== NOBODY) counts[number * 3 + outcome] = (counts[number * 3 + outcome] as number) + times
  }

  const toRecord = (): Record<string, Outcomes> => {
    const entries = [...numbers].map(([name, number]): [string, Outcomes] => {
      const at = number * 3
      return [name, [counts[at] as number, counts[at + 1] as number, counts[at + 2] as number]]
    })
    return Object.fromEntries(entries.filter(([, outcomes]) => outcomes.some((times) => times > 0)).sort(byName))
  }

  return { numberOf, numberOfName, count, toRecord }
}

/** Bad bytes never stop a reader: what is not UTF-8 is read as Latin-1, which takes every byte. */
export function readText(bytes: Buffer): string {
  const text = bytes.toString('utf8')
  return text.includes('\uFFFD') ? bytes.toString('latin1') : text
}

function byName([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0
}
