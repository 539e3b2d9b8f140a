/**
 * Which of the words stand in a text: as they are, or as an address has them. What the caller himself asked for stands in
 * many answers and tells him nothing; it is left out. A number counts only as a whole number.
 */
export function wordsIn(text: string, words: readonly string[], asked: string): string[] {
  const said = new Set(asked.split(/[/?&=]/).map(decodeURIComponent).filter(Boolean))
  return words.filter((word) => !isPartOf(word, said) && [word, encodeURIComponent(word)].some((form) => isIn(text, form)))
}

function isPartOf(word: string, said: Set<string>): boolean {
  return [...said].some((one) => one.includes(word))
}

function isIn(text: string, form: string): boolean {
  return /^\d+$/.test(form) ? new RegExp(`(?<!\\d)${form}(?!\\d)`).test(text) : text.includes(form)
}
