import { expect, test } from 'vitest'
import type { TroubledPair } from '../receiver-standings/standing-records.ts'
import { receiverRows } from './receiver-rows.ts'

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 24, 9, minutes))
const pair = (host: string, more: Partial<TroubledPair> = {}): TroubledPair => ({ receiver: 'microsoft-consumer', host, state: 'deferring', since: at(30), firstAt: at(20), incidentNumber: 18, ...more })

test('one row per receiver: how many hosts it refuses, since its first refusal, and the way to its incident', () => {
  const rows = receiverRows([pair('mx01', { state: 'refused', firstAt: at(12) }), pair('mx02'), pair('mx02', { receiver: 'a.example', firstAt: null })], 41)
  expect(rows).toMatchObject([
    { kind: 'receiver-refuses', shape: 'bad', who: 'Microsoft', what: { refusing: 1, deferring: 1, hosts: 41 }, since: at(12), href: '/support/incidents/18' },
    { kind: 'receiver-defers', shape: 'wait', who: 'a.example', what: { refusing: 0, deferring: 1 }, since: at(30) },
  ])
})

test('a row that was put off comes back when it gets worse', () => {
  const key = (pairs: TroubledPair[]) => receiverRows(pairs, 5)[0]?.rowKey
  expect(key([pair('mx01')])).toBe(key([pair('mx01')]))
  expect(key([pair('mx01', { state: 'refused' })])).not.toBe(key([pair('mx01')]))
  expect(key([pair('mx01'), pair('mx02')])).not.toBe(key([pair('mx01')]))
})
