import { expect, test } from 'vitest'
import { parseQmailLine, type QmailLine } from './qmail-line.ts'

const CASES: [string, QmailLine | null][] = [
  ['new msg 2401294', { kind: 'new', msg: '2401294' }],
  [
    'info msg 2401294: bytes 907 from <alice@acct.example> qp 1934 uid 7791',
    { kind: 'info', msg: '2401294', bytes: 907, sender: 'alice@acct.example', qp: 1934, uid: 7791 },
  ],
  ['info msg 9: bytes 1 from <> qp 2 uid 7794', { kind: 'info', msg: '9', bytes: 1, sender: '', qp: 2, uid: 7794 }],
  // A sender may look like the rest of the line; the last fields are qmail-send's own.
  [
    'info msg 9: bytes 1 from <x>_qp_7_uid_8@evil> qp 2 uid 3',
    { kind: 'info', msg: '9', bytes: 1, sender: 'x>_qp_7_uid_8@evil', qp: 2, uid: 3 },
  ],
  [
    "starting delivery 8: msg 2401294 to remote o'neil7579@dead.example",
    { kind: 'starting', delivery: '8', msg: '2401294', channel: 'remote', recipient: "o'neil7579@dead.example" },
  ],
  // qmailtoaster and indimail name the queue at the end.
  [
    'starting delivery 8: msg 5 to local x@y.example queue5',
    { kind: 'starting', delivery: '8', msg: '5', channel: 'local', recipient: 'x@y.example' },
  ],
  [
    'delivery 8: success: 127.0.0.1_accepted_message./Remote_host_said:_250_2.0.0_Ok/',
    { kind: 'delivery', delivery: '8', outcome: 'success', report: '127.0.0.1_accepted_message./Remote_host_said:_250_2.0.0_Ok/' },
  ],
  ['delivery 9: success: did_1+0+0/', { kind: 'delivery', delivery: '9', outcome: 'success', report: 'did_1+0+0/' }],
  [
    "delivery 10: deferral: Sorry,_I_wasn't_able_to_establish_an_SMTP_connection._(#4.4.1)/",
    { kind: 'delivery', delivery: '10', outcome: 'deferral', report: "Sorry,_I_wasn't_able_to_establish_an_SMTP_connection._(#4.4.1)/" },
  ],
  ['delivery 11: failure: Sorry,_no_mailbox_here_by_that_name._(#5.1.1)/', { kind: 'delivery', delivery: '11', outcome: 'failure', report: 'Sorry,_no_mailbox_here_by_that_name._(#5.1.1)/' }],
  ['bounce msg 2401233 qp 2098', { kind: 'bounce', msg: '2401233', qp: 2098 }],
  ['end msg 2401269', { kind: 'end', msg: '2401269' }],
  ['status: local 0/10 remote 1/20', { kind: 'aside' }],
  ['status: local 0/10 remote 3/20 exitasap', { kind: 'aside' }],
  ['status: exiting', { kind: 'exiting' }],
  ['warning: trouble opening remote/0/2401292; will try again later', { kind: 'aside' }],
  ['triple bounce: discarding bounce/2401233', { kind: 'aside' }],
  ['alert: cannot start: qmail-send is already running', { kind: 'aside' }],
  ['delivery report from the moon', null],
  ['info msg x: bytes y', null],
  ['', null],
]

test.each(CASES)('qmail-send says: %s', (text, expected) => {
  expect(parseQmailLine(text)).toEqual(expected)
})
