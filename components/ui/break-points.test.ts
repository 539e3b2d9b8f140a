import { expect, test } from 'vitest'
import { breakPoints } from './break-points.ts'

test('a name may break after its @ and before its dots, and nowhere else', () => {
  expect(breakPoints('kontakt@mail.baeckerei-muster.example')).toEqual(['kontakt@', 'mail', '.baeckerei-muster', '.example'])
  expect(breakPoints('uid:agentur-nord@web7')).toEqual(['uid:agentur-nord@', 'web7'])
})

test.each(['', '@', 'a..b', 'plain', '.@.'])('nothing is lost of „%s“', (name) => {
  expect(breakPoints(name).join('')).toBe(name)
})
