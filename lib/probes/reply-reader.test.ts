import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ReplyReader } from './reply-reader.ts'
import type { Reply } from './reply.ts'

const read = (...chunks: (string | Uint8Array)[]): Reply[] => {
  const reader = new ReplyReader()
  return chunks.flatMap((chunk) => reader.push(typeof chunk === 'string' ? Buffer.from(chunk, 'latin1') : chunk))
}

test.each([
  ['220 mx.test ESMTP\r\n', 220, ['220 mx.test ESMTP'], []],
  ['220-mx.test\r\n220-a little novel\r\n220 mx.test\r\n', 220, ['220-mx.test', '220-a little novel', '220 mx.test'], []],
  ['250\r\n', 250, ['250'], []],
  ['250-mx.test\n250 STARTTLS\n', 250, ['250-mx.test', '250 STARTTLS'], ['bare-lf']],
  ['250-mx.test\r\n220 end\r\n', 220, ['250-mx.test', '220 end'], ['codes-differ']],
  ['Please wait\r\n220 mx.test\r\n', 220, ['Please wait', '220 mx.test'], ['no-code']],
  ['220mx.test\r\n220 mx.test\r\n', 220, ['220mx.test', '220 mx.test'], ['no-code']],
  ['220 mx\0.test\r\n', 220, ['220 mx\0.test'], ['control']],
  ['220 mx\r.test\r\n', 220, ['220 mx\r.test'], ['control']],
  ['220 gr\u00fc\u00dfe\r\n', 220, ['220 gr\u00fc\u00dfe'], ['not-ascii']],
  [`220 ${'x'.repeat(506)}\r\n`, 220, [`220 ${'x'.repeat(506)}`], []],
  [`220 ${'x'.repeat(507)}\r\n`, 220, [`220 ${'x'.repeat(507)}`], ['long-line']],
  ['999 what\r\n220 x\r\n', 220, ['999 what', '220 x'], ['no-code']],
])('%j is read as RFC 5321 has it', (bytes, code, lines, flaws) => {
  expect(read(bytes)).toEqual([{ code, lines, flaws }])
})

test('replies one behind the other are as many', () => {
  expect(read('250 a\r\n250-b\r\n250 c\r\n354 d\r\n').map(({ code, lines }) => [code, lines.length])).toEqual([[250, 1], [250, 2], [354, 1]])
})

test('what never becomes whole is told as far as it came', () => {
  const reader = new ReplyReader()
  expect(reader.push(Buffer.from('SSH-2.0-OpenSSH\r\n22'))).toEqual([])
  expect(reader.rest()).toEqual({ code: null, lines: ['SSH-2.0-OpenSSH', '22'], flaws: ['no-code'] })
})

test('a greeting without end and a line of 10 MB end the reading, in a bounded room', () => {
  const [endless] = read('220-more\r\n'.repeat(100_000))
  expect(endless?.flaws).toEqual(['endless'])
  expect(endless?.lines).toHaveLength(500)
  const reader = new ReplyReader()
  const chunk = Buffer.alloc(100_000, 'x')
  const replies = Array.from({ length: 100 }, () => reader.push(chunk)).flat()
  expect(replies).toHaveLength(1)
  expect(replies[0]?.lines.join('').length).toBeLessThan(2_000)
  expect(reader.push(Buffer.from('220 hello\r\n'))).toEqual([])
})

const line = fc.oneof(
  fc.constantFrom('220 a\r\n', '250-b\r\n', '250 STARTTLS\r\n', '550 5.1.1 no\n', 'garbage\r\n', '\r\n', '\n', '250-\r\n', '2', '\r', '220\r\n', '\0', '421-x\n', `250-${'y'.repeat(700)}\r\n`),
  fc.uint8Array({ maxLength: 30 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
  fc.integer({ min: 900, max: 70_000 }).map((length) => 'z'.repeat(length)),
)

test('any cut into chunks gives the same replies and the same rest', () => {
  fc.assert(fc.property(fc.array(line, { maxLength: 40 }), fc.array(fc.nat(3_000), { minLength: 1, maxLength: 30 }), (lines, cuts) => {
    const bytes = Buffer.from(lines.join(''), 'latin1')
    const whole = new ReplyReader()
    const cut = new ReplyReader()
    const expected = whole.push(bytes)
    const replies: Reply[] = []
    for (let at = 0, turn = 0; at < bytes.length; turn++) {
      const end = at + Math.max(1, cuts[turn % cuts.length] ?? 1)
      replies.push(...cut.push(bytes.subarray(at, end)))
      at = end
    }
    expect(replies).toEqual(expected)
    expect(cut.rest()).toEqual(whole.rest())
  }), { numRuns: process.env.RELAYWARD_LONG ? 20_000 : 1_000 })
})
