import { expect, test } from 'vitest'
import type { OpenRequest } from '../delisting-requests/delisting-request-records.ts'
import type { Measured, MeasuredState } from '../delisting-requests/measured.ts'
import { requestRows } from './request-rows.ts'

const NOW = new Date('2026-11-24T12:00:00.000Z')
const request = (more: Partial<OpenRequest> = {}): OpenRequest => ({
  number: 7, addressee: 'list', addresseeId: 'spamcop', targets: ['198.51.100.13'], state: 'asked', stateSince: new Date('2026-11-20T12:00:00.000Z'), askedAt: null, answerDueAt: new Date('2026-11-23T12:00:00.000Z'), ...more,
})
const measured = (state: MeasuredState): Map<number, Measured[]> => new Map([[7, [{ target: '198.51.100.13', host: 'alt3', state, since: '2026-11-24T09:00:00.000Z', checkedAt: null }]]])
const kinds = (requests: OpenRequest[], of: Map<number, Measured[]>) => requestRows(requests, of, NOW).map(({ kind }) => kind)

test('an overdue answer needs a hand, and names the next step and the request', () => {
  expect(requestRows([request()], measured('listed'), NOW)).toEqual([{
    rowKey: 'request-due:7:1795435200000', kind: 'request-due', shape: 'wait', who: 'SpamCop', since: new Date('2026-11-23T12:00:00.000Z'), next: 'chase-request',
    what: { requestNumber: 7, text: '198.51.100.13', others: 0 }, href: '/support/requests/7',
  }])
})

test('what seems over is asked about in its place, since it became so', () => {
  const [row] = requestRows([request()], measured('clear'), NOW)
  expect(row).toMatchObject({ kind: 'request-over', next: 'close-request', since: new Date('2026-11-24T09:00:00.000Z') })
})

test('a request that waits in time, or was not sent, needs no hand', () => {
  expect(kinds([request({ answerDueAt: new Date('2026-11-25T12:00:00.000Z') })], measured('listed'))).toEqual([])
  expect(kinds([request({ state: 'draft', answerDueAt: null })], measured('clear'))).toEqual([])
  expect(kinds([request({ state: 'answered' })], measured('listed'))).toEqual([])
})

test('an answer of the list that is not usable is no end', () => {
  expect(kinds([request({ answerDueAt: null })], measured('unknown'))).toEqual([])
})
