import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { openLog } from './log.ts'

test('a log line is a JSON object with the program, the words and the fields of the trade', () => {
  const { log, lines } = openedLog()
  log.warn({ host: 'mx1', order: 'o-1' }, 'the agent refused')
  expect(lines()[0]).toMatchObject({ level: 'warn', program: 'worker', host: 'mx1', order: 'o-1', msg: 'the agent refused' })
})

test('passwords, tokens and keys do not reach the log, wherever they hide', () => {
  const { log, raw } = openedLog()
  log.info({ password: 'geheim1', smtp: { password: 'geheim2' }, a: { b: { token: 'geheim3' } } }, 'connecting')
  expect(raw()).not.toContain('geheim')
  expect(raw()).toContain('[secret]')
})

test('an error is logged with its stack and the cause behind it', () => {
  const { log, lines } = openedLog()
  log.error({ err: new Error('order not stored', { cause: new Error('disk full') }) }, 'job failed')
  expect(JSON.stringify(lines()[0])).toContain('disk full')
})

test('on a terminal a line is meant for people', () => {
  const { log, raw } = openedLog({ isTTY: true })
  log.info({ host: 'mx1' }, 'reading stored')
  expect(raw()).toMatch(/^\d\d:\d\d:\d\d worker info {2}reading stored host=mx1\n$/)
})

function openedLog(options: { isTTY?: boolean } = {}) {
  const stream = new PassThrough()
  let text = ''
  stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
  const log = openLog('worker', 'info', Object.assign(stream, options) as unknown as NodeJS.WriteStream)
  const raw = () => text
  const lines = () => text.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>)
  return { log, raw, lines }
}
