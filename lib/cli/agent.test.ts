import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { makeMemoryHost } from '../agent/host/memory-host.ts'
import { makeCa } from '../hosts/certificates.ts'
import { runAgentCommand } from './agent.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'relayward-cli-'))
afterAll(() => rmSync(folder, { recursive: true }))
const token = Buffer.from(JSON.stringify({ host: 'mail1.provider.example', caPem: makeCa(new Date()).certificatePem, secret: 's'.repeat(40) })).toString('base64url')

async function call(args: string[], signal = new AbortController().signal) {
  const written: string[] = []
  const given: unknown[] = []
  const code = await runAgentCommand({
    args,
    signal,
    write: (text) => written.push(text),
    warn: (text) => written.push(text),
    createMailHost: (kind, options) => (given.push(kind, options), makeMemoryHost({ now: () => new Date() }).host),
  })
  return { code, text: written.join(''), given }
}
const joinArgs = (dir: string, ...more: string[]) => ['join', '--dir', dir, '--token', token, '--listen', '127.0.0.1:0', '--mta', 'postfix', ...more]

test('join prepares the host and keeps its key and secret for the agent alone', async () => {
  const dir = path.join(folder, 'a b')
  expect(await call(joinArgs(dir, '--option', 'logs=["/var/log/mail.log"]', '--option', 'root=/'))).toMatchObject({ code: 0 })
  expect(JSON.parse(readFileSync(path.join(dir, 'agent.json'), 'utf8'))).toEqual({
    host: 'mail1.provider.example', listen: '127.0.0.1:0', mta: 'postfix', options: { logs: ['/var/log/mail.log'], root: '/' },
  })
  for (const name of ['key.pem', 'join.json', 'agent.json']) expect(statSync(path.join(dir, name)).mode & 0o077).toBe(0)
})

test('run starts with the options of the configuration and ends cleanly when told to', async () => {
  const dir = path.join(folder, 'run')
  await call(joinArgs(dir, '--option', 'root=/srv'))
  const { code, text, given } = await call(['run', '--dir', dir], AbortSignal.timeout(300))
  expect(code).toBe(0)
  expect(given).toEqual(['postfix', { root: '/srv' }])
  expect(text).toContain('"text":"agent runs"')
  expect(text).toContain('"text":"agent ended"')
  expect(text).not.toContain('sssss')
})

test.each([
  ['no verb', []],
  ['an unknown verb', ['attack']],
  ['no folder', ['run']],
  ['an unknown option', ['run', '--dir', 'x', '--fast']],
  ['an unknown kind of server', ['join', '--dir', 'x', '--token', 't', '--listen', 'h:1', '--mta', 'sendmail']],
])('%s is wrong use', async (_what, args) => {
  expect(await call(args)).toMatchObject({ code: 2 })
})

test('a token that was cut, and a host that never joined, are refused with a sentence', async () => {
  expect(await call(['join', '--dir', folder, '--token', token.slice(0, -30), '--listen', '127.0.0.1:0', '--mta', 'postfix'])).toMatchObject({
    code: 1, text: expect.stringContaining('no join token'),
  })
  expect(await call(['run', '--dir', path.join(folder, 'nowhere')])).toMatchObject({ code: 1, text: expect.stringContaining('was the agent joined?') })
})
