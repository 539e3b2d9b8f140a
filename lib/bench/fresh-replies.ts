import type { LabelledReply } from '../refusals/labelled/read-labelled.ts'

/** A small seeded generator, so that every run measures the same texts. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const ID_LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** Real replies as a log would bring them: every other one with addresses, hosts and ids that were never seen before. */
export function freshReplies(labelled: LabelledReply[], count: number, seed: number): { text: string; mx: string | undefined }[] {
  const random = seeded(seed)
  return Array.from({ length: count }, (_, index) => {
    const { text, mx } = labelled[Math.floor(random() * labelled.length)] as LabelledReply
    return { text: index % 2 === 0 ? freshen(text, random) : text, mx }
  })
}

function freshen(text: string, random: () => number): string {
  const number = (below: number) => Math.floor(random() * below)
  const id = (length: number) => Array.from({ length }, () => ID_LETTERS[number(ID_LETTERS.length)]).join('')
  const fresh = text
    .replace(/[\w.+-]+@[\w-]+\.[\w.-]*\w/g, () => `${id(8)}@${id(6)}.example.net`)
    .replace(/\b\d{1,3}(?:\.\d{1,3}){3}\b/g, () => `${number(223) + 1}.${number(256)}.${number(256)}.${number(256)}`)
    .replace(/(?<![\w.=])(?=[\w-]*\d)(?=[\w-]*[a-z])[\w-]{12,}(?![\w.@])/gi, (old) => `${number(10)}${id(old.length - 1)}`)
  return fresh === text ? `${text} [${id(14)}]` : fresh
}
