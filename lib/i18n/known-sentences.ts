/**
 * Knows sentences of ours again by their words, and says them in another language: programs tell theirs in English as
 * text, and what is stored since long must be read as well. `{name}` in a sentence stands for a value.
 *
 * @param inValue what becomes of a value, by its name
 * @returns the sentence in the other language; null for one that is not ours
 */
export function knownSentences<Id extends string>(english: Readonly<Record<Id, string>>, other: Readonly<Record<Id, string>>, inValue: (value: string, name: string) => string = (value) => value): (sentence: string) => string | null {
  // A sentence with more words of its own goes first: a shorter one may be its beginning.
  const patterns = (Object.entries(english) as [Id, string][]).toSorted(([, a], [, b]) => ownLength(b) - ownLength(a)).map(([id, words]) => ({ id, pattern: patternOf(words) }))
  return (sentence) => {
    for (const { id, pattern } of patterns) {
      const found = pattern.exec(sentence)
      if (found) return fill(other[id], found.groups ?? {}, inValue)
    }
    return null
  }
}

function fill(words: string, values: Record<string, string | undefined>, inValue: (value: string, name: string) => string): string {
  return words.replace(PLACE, (whole, name: string) => {
    const value = values[name]
    return value === undefined ? whole : inValue(value, name)
  })
}

const PLACE = /\{([a-z]+)\}/gi

function patternOf(words: string): RegExp {
  const seen = new Set<string>()
  const pieces = words.split(/(\{[a-z]+\})/i).map((piece) => {
    const name = /^\{([a-z]+)\}$/i.exec(piece)?.[1]
    if (name === undefined) return piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    if (seen.has(name)) return `\\k<${name}>`
    seen.add(name)
    return `(?<${name}>.*?)`
  })
  return new RegExp(`^${pieces.join('')}$`, 's')
}

function ownLength(words: string): number {
  return words.replace(PLACE, '').length
}
