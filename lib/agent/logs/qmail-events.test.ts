import fc from 'fast-check'
import { expect, test } from 'vitest'
import { writeMultilogStamp } from './multilog-stamp.ts'
import { createQmailJoiner, type JoinerState } from './qmail-events.ts'

const AT = new Date('2026-11-24T03:00:00Z')
const stamped = (text: string) => `${writeMultilogStamp(AT)} ${text}`
const join = (state?: JoinerState) =>
  createQmailJoiner({ now: () => AT, state, look: { waitingWith: () => null, recipientsOf: () => null, accountOfUid: (uid) => (uid === 33 ? 'uid:web@mx' : null) } })
const session = (qp: number, to = 'r@far.example') =>
  stamped(`spamdyke[9]: ALLOWED from: s@x.example to: ${to} origin_ip: 10.0.0.9 origin_rdns: (unknown) auth: Alice@a.example encryption: (none) reason: 250_ok_1_qp_${qp}`)
const SEND = [
  'new msg 55', 'info msg 55: bytes 907 from <s@x.example> qp 7 uid 89', 'starting delivery 1: msg 55 to remote r@far.example', 'status: local 0/10 remote 1/20',
  'delivery 1: failure: 1.2.3.4_does_not_like_recipient./Remote_host_said:_550_5.1.1_user_unknown/', 'bounce msg 55 qp 8', 'end msg 55',
  'new msg 56', 'info msg 56: bytes 1200 from <> qp 8 uid 91', 'end msg 56', 'new msg 55', 'info msg 55: bytes 5 from <w@x.example> qp 9 uid 33',
].map(stamped)

test('a message is told from its session to its end, its bounce with its parent, and a number used again as another', () => {
  const joiner = join()
  const told = [session(7), session(7, 'q@far.example'), ...SEND].flatMap((line) => joiner.take(line))
  expect(told).toMatchObject([
    { kind: 'accepted', id: '55', account: 'alice@a.example', clientIp: '10.0.0.9' },
    { kind: 'sized', id: '55', recipients: 2, size: 907 },
    { kind: 'attempt', id: '55', recipient: 'r@far.example', outcome: 'bounced', isUnknownUser: true },
    { kind: 'removed', id: '55' },
    { kind: 'bounce-made', id: '56', parentId: '55' },
    { kind: 'sized', id: '56' },
    { kind: 'removed', id: '56' },
    { kind: 'accepted', id: '55', account: 'uid:web@mx' },
    { kind: 'sized', id: '55' },
  ])
})

test('wherever the session line falls among the others, the account is known', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: SEND.length }), (place) => {
      const joiner = join()
      const told = SEND.toSpliced(place, 0, session(7)).flatMap((line) => joiner.take(line))
      expect(told.filter((event) => event.kind === 'accepted' && event.account === 'alice@a.example')).toHaveLength(1)
    }),
  )
})

test('a restart between any two lines of qmail-send loses no attempt and no bounce', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: SEND.length }), (cut) => {
      const first = join()
      const told = [session(7), ...SEND.slice(0, cut)].flatMap((line) => first.take(line))
      const second = join(JSON.parse(JSON.stringify(first.save())) as JoinerState)
      told.push(...SEND.slice(cut).flatMap((line) => second.take(line)))
      expect(told.map(({ kind }) => kind)).toEqual(['accepted', 'sized', 'attempt', 'removed', 'bounce-made', 'sized', 'removed', 'accepted', 'sized'])
    }),
  )
})

test('a delivery number that starts again after a restart of qmail-send means the new delivery', () => {
  const joiner = join()
  const lines = ['starting delivery 1: msg 5 to remote a@x', 'status: exiting', 'starting delivery 1: msg 6 to remote b@x', 'delivery 1: deferral: later/'].map(stamped)
  expect(lines.flatMap((line) => joiner.take(line))).toMatchObject([{ kind: 'attempt', id: '6', recipient: 'b@x', outcome: 'deferred' }])
})

test('a message whose session nobody logged is told after three seconds, from nobody known', () => {
  const joiner = join()
  joiner.take(stamped('info msg 55: bytes 907 from <s@x.example> qp 7 uid 89'))
  expect(joiner.settle(AT.getTime() + 2000)).toEqual([])
  expect(joiner.settle(AT.getTime() + 3001)).toMatchObject([{ kind: 'accepted', id: '55', account: null }, { kind: 'sized', id: '55' }])
})
