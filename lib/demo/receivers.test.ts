import { expect, test } from 'vitest'
import { answerOf } from './receivers.ts'

test.each([
  ['a mailbox that is there', { recipient: 'anna@gmail.example', host: 'mx01', tries: 0 }, { kind: 'accept', code: 250 }],
  ['a mailbox that is nobody’s', { recipient: 'gone.anna@gmx.example', host: 'mx01', tries: 0 }, { kind: 'refuse', code: 550 }],
  ['a domain behind which nobody answers', { recipient: 'x@shop1.expired.example', host: 'mx01', tries: 3 }, { kind: 'unreachable' }],
  ['Microsoft slows mx02', { recipient: 'x@outlook.example', host: 'mx02', tries: 0 }, { kind: 'defer', code: 451 }],
  ['Microsoft slows mx02 alone', { recipient: 'x@outlook.example', host: 'mx01', tries: 0 }, { kind: 'accept' }],
  ['what Microsoft put off twice is taken the third time', { recipient: 'x@outlook.example', host: 'mx02', tries: 2 }, { kind: 'accept' }],
  ['what was put off elsewhere is taken the next time', { recipient: 'x@schulnetz.example', host: 'mx02', tries: 1 }, { kind: 'accept' }],
  ['Microsoft while it was shut', { recipient: 'x@hotmail.example', host: 'mx01', tries: 1, mood: 'shut' }, { kind: 'refuse', code: 550 }],
  ['everybody else meanwhile', { recipient: 'x@gmx.example', host: 'mx01', tries: 1, mood: 'shut' }, { kind: 'accept' }],
  ['Microsoft before all that', { recipient: 'x@outlook.example', host: 'mx02', tries: 0, mood: 'open' }, { kind: 'accept' }],
  ['greylisting', { recipient: 'x@schulnetz.example', host: 'alt3', tries: 0 }, { kind: 'defer' }],
  ['any other domain', { recipient: 'x@elsewhere.example', host: 'alt3', tries: 0 }, { kind: 'accept' }],
] as const)('%s', (_what, asked, answer) => {
  expect(answerOf(asked)).toMatchObject(answer)
})

test('each receiver refuses in its own words', () => {
  const refusals = ['gmail', 'outlook', 'gmx', 't-online', 'yahoo', 'schulnetz'].map((name) => answerOf({ recipient: `gone@${name}.example`, host: 'mx01', tries: 0 }))
  expect(new Set(refusals.map((answer) => ('text' in answer ? answer.text : ''))).size).toBe(6)
})
