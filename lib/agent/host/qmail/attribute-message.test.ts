import { expect, test } from 'vitest'
import { readQmailHostLine } from '../../logs/qmail-host-line.ts'
import { writeMultilogStamp } from '../../logs/multilog-stamp.ts'
import { attributeMessage, type Witnesses } from './attribute-message.ts'
import { parseTop } from './read-message-head.ts'
import { createWitnessBook } from './witness-book.ts'

const AT = new Date('2026-11-24T03:00:00Z')
const session = (account: string, qp: number, from = 's@x.example', to = 'r@far.example') =>
  `spamdyke[9]: ALLOWED from: ${from} to: ${to} origin_ip: 10.0.0.9 origin_rdns: (unknown) auth: ${account} encryption: (none) reason: 250_ok_1_qp_${qp}`
const login = (account: string, ip: string) => `vchkpw-smtp: (PLAIN) login success ${account}:${ip}`
const received = (name: string) => `Received: from unknown (HELO pc) (${name})\n  by mx.acct.example with SMTP; 24 Nov 2026 03:00:00 -0000\n`
const network = (qp: number, name: string) => `Received: (qmail ${qp} invoked from network); 24 Nov 2026 03:00:00 -0000\n${received(name)}`

type Case = { name: string; top: string; log?: string[]; remote?: string[]; account: string | null; witnesses: string[] }
const CASES: Case[] = [
  { name: 'spamdyke names the account of the pid', top: network(7, 'alice@a.example@10.0.0.9'), log: [session('alice@a.example', 7)], account: 'alice@a.example', witnesses: ['qp', 'header'] },
  { name: "spamdyke's own AUTH leaves no name in the header", top: network(7, '10.0.0.9'), log: [session('alice@a.example', 7)], account: 'alice@a.example', witnesses: ['qp'] },
  { name: 'spamdyke says nobody logged in, whatever the header claims', top: network(7, 'alice@a.example@10.0.0.9'), log: [session('(unknown)', 7)], account: null, witnesses: [] },
  { name: 'a header alone is no proof', top: network(7, 'alice@a.example@10.0.0.9'), remote: ['joe@acct.example'], account: null, witnesses: ['header'] },
  { name: 'a header with a login from that client is', top: network(7, 'alice@a.example@10.0.0.9'), log: [login('alice@a.example', '10.0.0.9')], account: 'alice@a.example', witnesses: ['header', 'login'] },
  { name: 'a login from another client is none', top: network(7, 'alice@a.example@10.0.0.9'), log: [login('alice@a.example', '10.0.0.8')], remote: ['joe@acct.example'], account: null, witnesses: ['header'] },
  { name: 'a recipient that needs relaying proves a login', top: network(7, 'alice@a.example@10.0.0.9'), remote: ['r@far.example'], account: 'alice@a.example', witnesses: ['header', 'relayed'] },
  { name: 'bytes the header cannot hold are matched by the login', top: network(7, 'o?neil@a.example@10.0.0.9'), log: [login("o'neil@a.example", '10.0.0.9')], account: "o'neil@a.example", witnesses: ['header', 'login'] },
  { name: 'an ident answer is no account', top: network(7, 'root@10.0.0.9'), remote: ['r@far.example'], account: null, witnesses: [] },
  { name: 'two sessions with one pid are told apart by the mail', top: network(7, '10.0.0.9'), log: [session('alice@a.example', 7), session('bob@a.example', 7, 'other@x.example')], account: 'alice@a.example', witnesses: ['qp'] },
  { name: 'two that cannot be told apart name nobody', top: network(7, '10.0.0.9'), log: [session('alice@a.example', 7), session('bob@a.example', 7)], account: null, witnesses: [] },
  { name: "a script's mail is the script's, also below a forged header", top: `Received: (qmail 7 invoked by uid 1001); x\n${received('alice@a.example@10.0.0.9')}`, log: [login('alice@a.example', '10.0.0.9')], account: 'uid:web@mx.acct.example', witnesses: ['uid'] },
  { name: 'qmail-smtpd under the uid of vpopmail is SMTP', top: `Received: (qmail 7 invoked by uid 89); x\n${received('alice@a.example@10.0.0.9')}`, log: [login('alice@a.example', '10.0.0.9')], account: 'alice@a.example', witnesses: ['header', 'login'] },
  { name: 'a bounce belongs to the sender of what bounced', top: 'Received: (qmail 8 invoked for bounce); x\n', log: [session('alice@a.example', 7), 'info msg 55: bytes 9 from <f@x> qp 7 uid 89', 'bounce msg 55 qp 8'], account: 'alice@a.example', witnesses: ['parent'] },
  { name: 'a bounce of an unknown mail is nobody\'s', top: 'Received: (qmail 8 invoked for bounce); x\n', account: null, witnesses: [] },
]

test.each(CASES)('$name', ({ top, log = [], remote = ['r@far.example'], account, witnesses }) => {
  const book = createWitnessBook()
  for (const text of log) {
    const line = readQmailHostLine(`${writeMultilogStamp(AT)} ${text}`, AT)
    if (!line) throw new Error(`not read: ${text}`)
    book.add(line)
  }
  const known: Witnesses = {
    book,
    isSmtpUid: (uid) => uid === 89,
    nameOfUid: (uid) => (uid === 1001 ? 'web' : null),
    hostName: 'mx.acct.example',
    needsRelaying: (recipient) => recipient.endsWith('@far.example'),
  }
  const head = { size: 100, arrivedMs: AT.getTime(), ...parseTop(`${top}Subject: x\n`) }
  expect(attributeMessage(head, () => ({ sender: 's@x.example', remote, local: [] }), known)).toMatchObject({ account, witnesses })
})
