import { expect, test } from 'vitest'
import { readQmailHostLine } from './qmail-host-line.ts'

const NOW = new Date('2026-11-24T12:00:00Z')
const read = (line: string) => readQmailHostLine(line, NOW)

test('multilog, splogger and plain syslog tell the same message', () => {
  const said = { kind: 'new', msg: '78833' }
  expect(read('@400000006b04fc60078d6efc new msg 78833')).toEqual({ at: new Date('2026-11-24T02:54:14.126Z'), program: 'qmail-send', said })
  expect(read('Jun 19 09:12:24 host qmail: 1276913544.622077 new msg 78833')).toEqual({ at: new Date(1276913544622), program: 'qmail-send', said })
  expect(read('2026-06-19T09:12:24.5+02:00 host qmail: new msg 78833')).toEqual({ at: new Date('2026-06-19T07:12:24.500Z'), program: 'qmail-send', said })
})

test('spamdyke is read from its multilog folder and from syslog', () => {
  const text = 'ALLOWED from: a@b to: c@d origin_ip: 1.1.1.1 origin_rdns: (unknown) auth: u@b encryption: (none) reason: 250_ok_1_qp_2'
  for (const line of [`@400000006b04fc60078d6efc spamdyke[6960]: ${text}`, `Nov 24 03:54:14 mx spamdyke[6960]: ${text}`]) {
    expect(read(line)).toMatchObject({ program: 'spamdyke', pid: 6960, said: { account: 'u@b', qp: 2 } })
  }
})

test('tcpserver tells when a session begins and ends', () => {
  expect(read('@400000006b04fc60078d6efc tcpserver: pid 6960 from 127.0.0.41')).toMatchObject({ pid: 6960, clientIp: '127.0.0.41', isOpen: true })
  expect(read('@400000006b04fc60078d6efc tcpserver: end 6960 status 0')).toMatchObject({ pid: 6960, isOpen: false })
  expect(read('@400000006b04fc60078d6efc tcpserver: status: 1/40')).toMatchObject({ program: 'other' })
})

test('vchkpw writes under the name vpopmail', () => {
  expect(read('Nov 24 03:00:00 mx vpopmail[9]: vchkpw-smtp: (PLAIN) login success a@b.example:10.0.0.9')).toMatchObject({
    program: 'vchkpw',
    said: { outcome: 'login', account: 'a@b.example' },
  })
})

test('a syslog line of last December is not one of next December', () => {
  expect(read('Dec 31 23:59:59 mx qmail: new msg 1')?.at.getFullYear()).toBe(2025)
  expect(read('Nov 24 03:00:00 mx qmail: new msg 1')?.at.getFullYear()).toBe(2026)
})

test('what has no stamp or is no line of qmail is not understood', () => {
  for (const line of ['', 'new msg 1', '@400000006b04fc60078d6efc what is this', 'Nov 24 03:00 mx qmail: new msg 1']) expect(read(line), line).toBeNull()
})
