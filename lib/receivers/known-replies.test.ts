import { expect, test } from 'vitest'
import { classifyReply } from '../refusals/classify-reply.ts'
import { readLabelled } from '../refusals/labelled/read-labelled.ts'
import { CATALOGUE, knownReceiver } from './catalogue.ts'
import { IN_GERMAN } from './catalogue-in-german.ts'
import { knownReplies, meaningOf, RECEIVERS_WITH_REPLIES } from './known-replies.ts'
import { cutAtLinks, saidIn } from './said-in.ts'

test('each receiver of known replies is in the catalogue, each reply is told once and with its sources', () => {
  for (const id of RECEIVERS_WITH_REPLIES) {
    expect(knownReceiver(id), id).toBeDefined()
    const replies = knownReplies(id)
    expect(new Set(replies.map((each) => each.id)).size).toBe(replies.length)
    for (const { sources, means, toDo } of replies) for (const text of [...sources, means.en, means.de, toDo.en, toDo.de]) expect(text).not.toBe('')
  }
})

test.each([
  ['microsoft-consumer', '550 5.7.1 Unfortunately, messages from [203.0.113.25] weren’t sent. … part of their network is on our block list (S3140).', 'ms-blocklist'],
  ['microsoft-consumer', '550 5.7.606 Access denied, banned sending IP [203.0.113.25]', 'eop-banned-ip'],
  ['google', '421-4.7.28 Gmail has detected an unusual rate of unsolicited mail originating from your IP address.', 'g-rate-ip'],
  ['united-internet', '554-Reject due to policy restrictions. 554 For explanation visit https://postmaster.gmx.net/en/case?c=hi&i=ip', 'ui-policy'],
  ['t-online', '554 IP=203.0.113.25 - None/bad reputation. Ask your postmaster for help (NOWL)', 't-nowl'],
  ['yahoo', '421 4.7.0 [TSS04] Messages temporarily deferred due to unexpected volume', 'y-tss04'],
])('what %s says in “%s” is known as %s', (receiver, reply, id) => {
  expect(meaningOf(receiver, reply)?.id).toBe(id)
})

test('what nobody has written down has no meaning', () => {
  expect(meaningOf('google', '550 5.1.1 The email account that you tried to reach does not exist')).toBeUndefined()
  expect(meaningOf('firma.example', '554 part of their network is on our block list (S3140)')).toBeUndefined()
})

test('the catalogue speaks German too, and German says nothing that it does not', () => {
  const sentences = CATALOGUE.flatMap(({ note, postmaster, feedbackLoop, delisting }) => [
    note, postmaster, feedbackLoop?.keyedBy, feedbackLoop?.note, feedbackLoop?.name, feedbackLoop?.url,
    ...delisting.flatMap((way) => [way.for, way.url, way.email, way.answer, ...way.asks]),
  ]).filter((text) => text !== undefined && text !== null)
  const isName = (text: string) => !/[a-z]{3}/.test(text.replace(/https?:\S+|\S+@\S+/g, '')) || NAMES.has(text)
  expect(sentences.filter((text) => !isName(text) && !IN_GERMAN[text])).toEqual([])
  expect(Object.keys(IN_GERMAN).filter((text) => !sentences.includes(text))).toEqual([])
  expect(saidIn('en', 'all blocks')).toBe('all blocks')
})
const NAMES = new Set(['Signal Spam', 'OFR_102 Cloudmark', 'Comcast FBL', '554 5.7.0 Blocked - see ...proofpoint'])

test('addresses of pages in a sentence become links, place holders and stops do not belong to them', () => {
  expect(cutAtLinks('https://a.example/x (2026; old: https://b.example). Or c.example')).toEqual([
    { text: 'https://a.example/x', href: 'https://a.example/x' }, { text: ' (2026; old: ' },
    { text: 'https://b.example', href: 'https://b.example' }, { text: '). Or c.example' },
  ])
  expect(cutAtLinks('https://ipcheck.proofpoint.com/?ip={ip}')).toEqual([{ text: 'https://ipcheck.proofpoint.com/?ip={ip}', href: 'https://ipcheck.proofpoint.com/?ip=' }])
})

test('of real replies about us from these receivers, most have a known meaning', () => {
  const about = new Set(['ip_block', 'rate', 'reputation_ip', 'reputation_domain', 'rdns', 'dynamic_ip', 'auth', 'domain_block', 'conn_limit', 'content'])
  const spoken = readLabelled()
    .filter((each) => !each.setAside && about.has(each.class))
    .map(({ text, mx }) => ({ text, receiver: classifyReply(text, { mx }).receiver ?? '' }))
    .filter(({ receiver }) => knownReplies(receiver).length > 0)
  const meant = spoken.filter(({ text, receiver }) => meaningOf(receiver, text))
  expect(spoken.length).toBeGreaterThan(30)
  expect(meant.length / spoken.length).toBeGreaterThan(0.85)
})
