import fc from 'fast-check'
import { expect, test } from 'vitest'
import { needleSet } from './needle-set.ts'

const word = fc.string({ unit: fc.constantFrom('a', 'B', 'b', '1', '.', 'é'), minLength: 3, maxLength: 9 })

test('the words are found exactly where a plain search finds them, capital letters or small, also when words come and go', () => {
  fc.assert(
    fc.property(fc.array(word, { maxLength: 6 }), fc.array(word, { maxLength: 40 }), fc.array(word, { maxLength: 3 }), (words, pieces, gone) => {
      const text = Buffer.from(pieces.join(''))
      const set = needleSet([...words, ...gone])
      set.find(text, 0, text.length)
      for (const each of gone) set.remove(each)
      const left = words.filter((each) => !gone.includes(each))
      const [first, ...later] = left
      const late = needleSet(later)
      late.find(text, 0, text.length)
      if (first !== undefined) late.add(first)
      for (let from = 0; from <= text.length; from += 5) {
        expect(set.find(text, from, text.length)).toBe(plainFind(text, left, from))
        expect(late.find(text, from, text.length)).toBe(plainFind(text, left, from))
      }
    }),
  )
})

const folded = (bytes: Buffer) => bytes.toString('latin1').replace(/[A-Z]/g, (letter) => letter.toLowerCase())

function plainFind(text: Buffer, words: string[], from: number): number {
  const places = words.map((each) => folded(text).indexOf(folded(Buffer.from(each)), from)).filter((at) => at >= 0)
  return places.length > 0 ? Math.min(...places) : -1
}
