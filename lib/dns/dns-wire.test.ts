import fc from 'fast-check'
import { expect, test } from 'vitest'
import { address, reply, texts, wireName } from './dns-server-for-tests.ts'
import { labelsOf, NameError } from './domain-name.ts'
import { answersQuery, MalformedMessage, readMessage } from './read-message.ts'
import { readName } from './read-name.ts'
import { TYPE, writeQuery } from './write-query.ts'

const label = fc.string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz0123456789-_'), minLength: 1, maxLength: 20 })
const name = fc.array(label, { minLength: 1, maxLength: 8 }).map((labels) => labels.join('.'))
const query = (asked: string, type: number = TYPE.A) => writeQuery([labelsOf(asked)], type)

test('what is written is read again', () => {
  fc.assert(fc.property(name, (asked) => {
    const written = query(asked)
    expect(readName(written, 12)).toEqual({ name: asked, next: written.length - 4 })
    expect(written.readUInt16BE(written.length - 4)).toBe(TYPE.A)
  }))
})

test('parts one behind the other are one name', () => {
  expect(writeQuery([labelsOf('2.0.0.127'), labelsOf('zen.example')], TYPE.A)).toEqual(query('2.0.0.127.zen.example'))
})

test.each([['a..b'], ['a'.repeat(64)], ['ä.example'], ['a b.example'], [`${'a'.repeat(60)}.`.repeat(5)]])('%s cannot be asked', (asked) => {
  expect(() => labelsOf(asked)).toThrow(NameError)
})

test('an answer is one to the query, in whatever case; anything else is none', () => {
  const asked = query('mx.list.test')
  const answer = reply(asked, { answers: [{ data: address('127.0.0.2') }] })
  expect(answersQuery(answer, asked)).toBe(true)
  expect(answersQuery(Buffer.from(answer.toString('latin1').replace('list', 'LiST'), 'latin1'), asked)).toBe(true)
  for (const other of [query('mx.lost.test'), query('mx.list.test', TYPE.TXT), query('m.list.test')]) expect(answersQuery(reply(other), asked)).toBe(false)
  expect(answersQuery(asked, asked)).toBe(false)
})

test('names of addresses and addresses of version 6 are read, broken ones are not', () => {
  const reverse = query('1.2.0.192.in-addr.arpa', TYPE.PTR)
  const names = reply(reverse, { answers: ['mx.test', 'mx2.test'].map((each) => ({ type: TYPE.PTR, data: wireName(each) })) })
  expect(readMessage(names, reverse.length)).toMatchObject({ names: ['mx.test', 'mx2.test'], addresses: [], hasOthers: false })
  const six = query('mx.test', TYPE.AAAA)
  const bytes = Buffer.from('20010db8000000000000000000000025', 'hex')
  expect(readMessage(reply(six, { answers: [{ type: TYPE.AAAA, data: bytes }] }), six.length).addresses).toEqual(['2001:db8:0:0:0:0:0:25'])
  expect(() => readMessage(reply(six, { answers: [{ type: TYPE.AAAA, data: bytes.subarray(1) }] }), six.length)).toThrow(MalformedMessage)
})

test('addresses behind aliases and texts in pieces are read', () => {
  const asked = query('a.test')
  const alias = { type: TYPE.CNAME, data: wireName('b.test') }
  const read = readMessage(reply(asked, { answers: [{ name: 'b.test', data: address('127.0.0.4') }, alias] }), asked.length)
  expect(read).toMatchObject({ addresses: ['127.0.0.4'], isAlias: true, hasOthers: false })
  const text = query('a.test', TYPE.TXT)
  expect(readMessage(reply(text, { answers: [{ type: TYPE.TXT, data: texts('one ', 'two') }] }), text.length).texts).toEqual(['one two'])
})

test('names that look alike and are not are told apart', () => {
  const read = (bytes: number[]) => readName(Buffer.from(bytes), 0)?.name
  expect(read([3, 97, 46, 98, 0])).toBe('a\\046b')
  expect(read([1, 97, 1, 98, 0])).toBe('a.b')
})

test('no bytes make the reader turn in circles or read beyond them', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 600 }), fc.nat(600), (bytes, start) => {
    const found = readName(Buffer.from(bytes), start)
    if (found) expect(found.next).toBeLessThanOrEqual(bytes.length)
  }), { numRuns: 3_000 })
})

test('answers with bytes changed, cut off or added are read or called malformed, and nothing else', () => {
  const change = fc.array(fc.tuple(fc.nat(200), fc.nat(255)), { maxLength: 8 })
  fc.assert(fc.property(name, change, fc.nat(250), fc.uint8Array({ maxLength: 40 }), (asked, changes, cut, tail) => {
    const sent = query(asked, TYPE.TXT)
    const whole = reply(sent, { answers: [{ type: TYPE.TXT, data: texts('listed', 'because') }, { type: TYPE.CNAME, data: wireName('b.test') }, { name: 'b.test', type: TYPE.TXT, data: texts('x') }] })
    const message = Buffer.concat([whole.subarray(0, Math.max(12, whole.length - cut)), tail])
    for (const [at, value] of changes) if (at < message.length) message[at] = value
    if (!answersQuery(message, sent)) return
    try {
      readMessage(message, sent.length)
    } catch (error) {
      expect(error).toBeInstanceOf(MalformedMessage)
    }
  }), { numRuns: 5_000 })
})
