import { expect, test } from 'vitest'
import { checkLogSelector } from './check-log-selector.ts'
import { mainLogOf, readSettings, readTransports } from './exim-options.ts'
import { parseSpoolHeader } from './read-spool-header.ts'

test('what exim -bP says is read: values, switches that are on, switches that are off', () => {
  expect([...readSettings('spool_directory = /var/spool/exim4\nsplit_spool_directory\nno_message_logs\ntimezone = \n')]).toEqual([
    ['spool_directory', '/var/spool/exim4'], ['split_spool_directory', ''], ['timezone', ''],
  ])
})

test.each([
  ['/var/log/exim4/%slog', '/var/log/exim4/mainlog'],
  ['syslog:/var/log/exim_%slog', '/var/log/exim_mainlog'],
  ['', '/spool/log/mainlog'],
  ['syslog', null],
  ['/var/log/exim/%s-%D', null],
])('log_file_path %j: the main log is %s', (path, log) => {
  expect(mainLogOf(path, '/spool')).toBe(log)
})

test('transports that speak SMTP are remote; only one plain interface tells an address', () => {
  const block = (name: string, driver: string, bound: string) => `${name} transport:\nno_body_only\ndriver = ${driver}\ninterface = ${bound}\n`
  expect(readTransports(['one', 'two', 'three'].map((name, n) => block(name, 'smtp', ['192.0.2.7', '${lookup{x}}', '192.0.2.7 : 192.0.2.8'][n] ?? '')).join('\n') + block('local', 'appendfile', ''))).toEqual([
    { name: 'one', bindAddress: '192.0.2.7' }, { name: 'two', bindAddress: null }, { name: 'three', bindAddress: null },
  ])
})

test('what the log selector leaves out is found, and only where it matters', () => {
  const ids = (logSelector: string, bindAddress: string | null) => checkLogSelector({ logSelector, remoteTransports: [{ name: 'smtp', bindAddress }] }).map(({ id }) => id)
  expect(ids('', null)).toEqual(['recipients-not-logged', 'sending-ip-not-logged'])
  expect(ids('', '192.0.2.7')).toEqual(['recipients-not-logged'])
  expect(ids('+received_recipients +outgoing_interface', null)).toEqual([])
  expect(ids('+all', null)).toEqual([])
})

const HEADER = `1xVtMZ-0004pn-2D-H
Debian-exim 1990 1990
<x@acct.example>
1795537643 0
-received_time_usec .687297
--helo_name client.example
-host_address [127.0.0.1]:38022
-received_protocol esmtpa
--auth_id Alice@acct.example
XX
3
ok@gmx.net
"a b"@gmx.net
t@gmx.net

186P Received: from [127.0.0.1]
`

test('a spool file tells account, sender, arrival and who still waits', () => {
  expect(parseSpoolHeader(HEADER)).toMatchObject({
    user: 'Debian-exim', sender: 'x@acct.example', authenticatedId: 'Alice@acct.example', isLocal: false, isFrozen: false,
    arrivedAt: new Date(1795537643000), recipientsTotal: 3, recipients: ['ok@gmx.net', '"a b"@gmx.net', 't@gmx.net'],
  })
  const served = HEADER.replace('XX\n', '-frozen 1795537700\nYN ok@gmx.net\nNN t@gmx.net\n')
  expect(parseSpoolHeader(served)).toMatchObject({ isFrozen: true, recipientsTotal: 3, recipients: ['"a b"@gmx.net'] })
  for (const cut of [0, 20, 60, 150, HEADER.indexOf('t@gmx') + 3]) expect(parseSpoolHeader(HEADER.slice(0, cut))).toBeNull()
})
