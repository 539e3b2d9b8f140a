import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'

const MAIN = path.join(import.meta.dirname, 'main.ts')
const folder = mkdtempSync(path.join(tmpdir(), 'relayward-trace-'))
afterAll(() => rmSync(folder, { recursive: true }))

const STAMP = '2026-11-24T02:47:16+00:00 vm postfix'
const LINES = [
  `${STAMP}/smtpd[1]: ABCDEF1: client=pc[192.0.2.1], sasl_method=PLAIN, sasl_username=alice@test.example\n`,
  `${STAMP}/cleanup[1]: ABCDEF1: message-id=<m@pc>\n`,
  `${STAMP}/qmgr[1]: ABCDEF1: from=<a@test.example>, size=12, nrcpt=2 (queue active)\n`,
  `${STAMP}/smtp[1]: ABCDEF1: to=<x@y.example>, relay=mx.y.example[192.0.2.9]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 ok\x1b[31m)\n`,
  `${STAMP}/smtp[1]: ABCDEF1: to=<z@y.example>, relay=mx.y.example[192.0.2.9]:25, delay=1, delays=0/0/0/1, dsn=4.0.0, status=deferred (host mx said: 450 later)\n`,
]
const ASK = ['--format', 'postfix', '--message-id', '<m@pc>']

const trace = (args: string[], input = '') => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, 'trace', ...args], { input, encoding: 'utf8' })
  return { status, stdout, stderr }
}
const place = (name: string, content: string | Buffer) => {
  const file = path.join(folder, name)
  writeFileSync(file, content)
  return file
}

test('a message is one line of JSON with its way and fate, over rotated and packed files in any order', () => {
  const newest = place('mail.log', LINES.slice(3).join(''))
  const oldest = place('mail.log.1.gz', gzipSync(LINES.slice(0, 3).join('')))
  const { status, stdout } = trace([...ASK, '--json', newest, oldest])
  expect(status).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({
    messageId: '<m@pc>', queueIds: ['ABCDEF1'], account: 'alice@test.example', sender: 'a@test.example', recipient: 'x@y.example', fate: 'queued',
    recipients: [{ address: 'x@y.example', fate: 'delivered' }, { address: 'z@y.example', fate: 'queued' }],
    steps: [
      { at: '2026-11-24T02:47:16.000Z', what: 'accepted', reply: null, host: 'pc[192.0.2.1]' }, { what: 'queued' },
      { what: 'delivered', host: 'mx.y.example[192.0.2.9]:25', recipient: 'x@y.example', queueId: 'ABCDEF1' }, { what: 'deferred', reply: 'host mx said: 450 later' },
    ],
  })
})

test('standard input is read when no file is named, and the recipient asked for is the one told', () => {
  const { status, stdout } = trace(['--format', 'postfix', '--recipient', 'Z@y.example', '--json'], LINES.join(''))
  expect(status).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ recipient: 'Z@y.example', queueIds: ['ABCDEF1'] })
})

test('people get the way as a table, and no control characters of strangers', () => {
  const { stdout } = trace(ASK, LINES.join(''))
  expect(stdout).toContain('mx.y.example[192.0.2.9]:25')
  expect(stdout).not.toContain('\x1b')
})

test('nothing found is exit code 1, also outside of the span that was asked for', () => {
  expect(trace(['--format', 'postfix', '--queue-id', 'FFFFFF9', '--json'], LINES.join(''))).toMatchObject({ status: 1, stdout: '' })
  expect(trace([...ASK, '--until', '2026-11-24T01:00:00Z', '--json'], LINES.join(''))).toMatchObject({ status: 1, stdout: '' })
  expect(trace([...ASK, '--since', '2026-11-24T02:00:00Z', '--json'], LINES.join('')).status).toBe(0)
})

test.each([
  ['no format', ['--message-id', 'x']],
  ['nothing looked for', ['--format', 'postfix']],
  ['an option there is not', [...ASK, '--colour']],
  ['a time that is none', [...ASK, '--since', 'yesterday']],
  ['a queue id that is none', ['--format', 'postfix', '--queue-id', '--']],
  ['a file that is not there', [...ASK, '/not/there.log']],
])('%s is wrong use, said in a sentence', (_what, args) => {
  const { status, stdout, stderr } = trace(args)
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  expect(stderr).toMatch(/\w/)
})
