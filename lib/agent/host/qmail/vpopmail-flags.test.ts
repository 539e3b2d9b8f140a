import fc from 'fast-check'
import { expect, test } from 'vitest'
import { flagsAsArguments, lettersInUsage } from './vpopmail-flags.ts'

const USAGE = ['options: -v ( display the vpopmail version number )', ...[...'xdpswibroaSEfFmu0123'].map((letter) => `         -${letter} ( something )`)].join('\n')
const BIT_OF: Record<string, number> = {
  d: 1, p: 2, w: 4, i: 8, b: 16, r: 32, u: 64, 0: 128, 1: 256, 2: 512, 3: 1024, s: 2048, a: 4096, o: 8192, f: 16384, F: 32768, S: 65536, E: 131072, m: 262144,
}

test('every set of flags comes back exactly from one call that clears and sets', () => {
  const letters = lettersInUsage(USAGE)
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0x7ffff }), (gid) => {
      const [clear, ...set] = flagsAsArguments(gid, letters)
      expect(clear).toBe('-x')
      expect(set.reduce((sum, option) => sum | (BIT_OF[option.slice(1)] ?? NaN), 0)).toBe(gid)
    }),
  )
})

test('a flag that this vmoduser has no letter for is never cleared by accident', () => {
  const old = lettersInUsage(USAGE.replace(/^.*-[fFm] .*$/gm, ''))
  expect(flagsAsArguments(5, old)).toEqual(['-x', '-d', '-w'])
  for (const gid of [0x4000, 0x40000 | 1, 0x80000]) expect(() => flagsAsArguments(gid, old)).toThrow(/no letter/)
})
