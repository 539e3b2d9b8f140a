import { askSpamdykeVersion, stampOfProgram } from './spamdyke-version.ts'

/** A program that the host's configuration starts, by its path there; `place` is where it lies on this machine. */
export interface NamedProgram {
  name: string
  place: string | null
}

/** A program that said nothing is asked again: it may have been busy, or put there a moment later. */
const ASK_AGAIN_MS = 3_600_000

/**
 * The programs in front of qmail in words of a reading: `spamdyke 4.3.1`, `spamdyke` where its version is not known,
 * null where none is named. A program is asked when it is new or was replaced.
 */
export function frontEndTeller(ask: (place: string) => Promise<string | null> = askSpamdykeVersion): (programs: NamedProgram[], now: Date) => Promise<string | null> {
  const known = new Map<string, { stamp: string; version: string | null; at: number }>()

  const versionOf = async (place: string, now: Date): Promise<string | null> => {
    const stamp = stampOfProgram(place)
    if (stamp === null) return null
    const before = known.get(place)
    if (before?.stamp === stamp && (before.version !== null || now.getTime() - before.at < ASK_AGAIN_MS)) return before.version
    const version = await ask(place)
    known.set(place, { stamp, version, at: now.getTime() })
    return version
  }

  return async (programs, now) => {
    const words: string[] = []
    for (const { place } of programs) {
      const version = place === null ? null : await versionOf(place, now)
      words.push(version === null ? 'spamdyke' : `spamdyke ${version}`)
    }
    return words.length === 0 ? null : [...new Set(words)].toSorted().join(', ').slice(0, 100)
  }
}
