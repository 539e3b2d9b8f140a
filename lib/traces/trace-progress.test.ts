import { expect, test } from 'vitest'
import { at, found } from './found-mail-for-tests.ts'
import type { FoundLine } from './found-line.ts'
import { endEarly, NOTHING_ASKED, shortLogs, tellLines, whoAnswered } from './trace-progress.ts'

const ASKING: FoundLine = { kind: 'asking', hosts: ['mx01', 'mx31'].map((host) => ({ host, heardAt: null })), since: at('00:00'), until: at('16:00') }
const done = (host: string, outcome: Extract<FoundLine, { kind: 'host' }>['outcome'], logsSince: string | null = null): FoundLine => ({ kind: 'host', host, outcome, logsSince, unreadFiles: [], isCut: false })
const END: FoundLine = { kind: 'end', isCut: false }

test('a host that failed counts as one that has not answered, after the end too', () => {
  const progress = tellLines(NOTHING_ASKED, [ASKING, done('mx01', 'answered'), done('mx31', 'unreachable'), END])
  expect(progress.status).toBe('done')
  expect(whoAnswered(progress).missing.map(({ host }) => host)).toEqual(['mx31'])
})

test('mails come as they are told; a later telling replaces the earlier', () => {
  const progress = tellLines(NOTHING_ASKED, [ASKING, { kind: 'message', message: found('mx01') }, { kind: 'message', message: found('mx01', { size: 7 }) }])
  expect(progress.messages.map(({ size }) => size)).toEqual([7])
  expect(progress.status).toBe('asking')
})

test('without its last line a search is broken or stopped, never done; with it, nothing undoes that', () => {
  expect(endEarly(tellLines(NOTHING_ASKED, [ASKING]), 'broken').status).toBe('broken')
  expect(endEarly(NOTHING_ASKED, 'refused', 'too-many')).toMatchObject({ status: 'refused', refusal: 'too-many' })
  expect(endEarly(tellLines(NOTHING_ASKED, [ASKING, END]), 'stopped').status).toBe('done')
})

test('logs that begin within the span are told, since of the time before they know nothing', () => {
  expect(shortLogs(tellLines(NOTHING_ASKED, [ASKING, done('mx01', 'answered', at('09:00'))])).map(({ host }) => host)).toEqual(['mx01'])
  expect(shortLogs(tellLines(NOTHING_ASKED, [ASKING, done('mx01', 'answered', '2026-11-20T00:00:00.000Z')]))).toEqual([])
})
