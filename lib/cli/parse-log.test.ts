import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'

const MAIN = path.join(import.meta.dirname, 'main.ts')
const folder = mkdtempSync(path.join(tmpdir(), 'relayward-parse-log-'))
afterAll(() => rmSync(folder, { recursive: true }))

const STAMP = 'Nov 24 02:47:16 vm postfix'
const client = `${STAMP}/smtpd[1]: ABCDEF1: client=pc[192.0.2.1], sasl_method=PLAIN, sasl_username=alice@test.example\n`
const sent = `${STAMP}/smtp[1]: ABCDEF1: to=<x@y.example>, relay=mx.y.example[192.0.2.9]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 ok)\n`
const tally = { lines: 2, unparsed: 0, results: { sent: 1, deferred: 0, bounced: 0 }, accounts: { 'alice@test.example': [1, 0, 0] }, receivers: { 'y.example': [1, 0, 0] } }

const parseLog = (args: string[], input = '') => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, 'parse-log', ...args], { input, encoding: 'utf8' })
  return { status, stdout, stderr }
}
const place = (name: string, content: string | Buffer) => {
  const file = path.join(folder, name)
  writeFileSync(file, content)
  return file
}

test('rotated files, one of them packed, are read oldest first, in several members too', () => {
  const newest = place('mail.log', sent)
  const oldest = place('mail.log.1.gz', Buffer.concat([gzipSync(client.slice(0, 50)), gzipSync(client.slice(50))]))
  const found = parseLog(['--format', 'postfix', '--json', newest, oldest])
  expect(found.status).toBe(0)
  expect(JSON.parse(found.stdout)).toEqual(tally)
})

test('standard input is read when no file is named', () => {
  expect(JSON.parse(parseLog(['--format', 'postfix', '--json'], client + sent).stdout)).toEqual(tally)
})

test('people get tables, and no control characters of strangers', () => {
  const { stdout } = parseLog(['--format', 'postfix'], client + sent.replace('mx.y.example', 'mx.y\x1b[31mexample'))
  expect(stdout).toContain('alice@test.example  1     0         0')
  expect(stdout).not.toContain('\x1b')
})

test.each([[['--format', 'sendmail']], [[]], [['--format', 'postfix', '--no']]])('%j is wrong use', (args) => {
  expect(parseLog(args)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('--format postfix|qmail|exim') })
})

test('a file that is not there, or is packed and broken, is told in one line', () => {
  expect(parseLog(['--format', 'postfix', path.join(folder, 'none')])).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('ENOENT') })
  const broken = place('broken.gz', gzipSync(client.repeat(1000)).subarray(0, 60))
  expect(parseLog(['--format', 'postfix', broken])).toMatchObject({ status: 1, stdout: '', stderr: expect.stringMatching(/^.*unexpected end of file\n$/) })
})

