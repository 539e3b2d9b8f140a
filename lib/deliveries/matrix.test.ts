import { expect, test } from 'vitest'
import { buildMatrix, changeOf, deliveredShare, pairState, type MatrixHost, type PairRow } from './matrix.ts'

const pair = (delivered: number, deferred: number, refused: number, others = 0) => ({ delivered, deferred, refused, others })

test.each([
  ['nothing', pair(0, 0, 0), 'few', null],
  ['nine taken', pair(9, 0, 0), 'few', null],
  ['two of three refused', pair(1, 0, 2), 'few', null],
  ['nearly all taken', pair(97, 3, 0), 'fine', 0.97],
  ['many wrong addresses', pair(20, 0, 0, 300), 'fine', 1],
  ['a tenth deferred', pair(90, 10, 0), 'deferring', 0.9],
  ['a tenth refused', pair(90, 0, 10), 'deferring', 0.9],
  ['nearly all refused', pair(1, 0, 99), 'refused', 0.01],
] as const)('%s', (_name, attempts, state, share) => {
  expect(pairState(attempts)).toBe(state)
  expect(deliveredShare(attempts)).toBe(share)
})

const host = (id: number, more: Partial<MatrixHost> = {}): MatrixHost => ({ id, name: `mx${String(id).padStart(2, '0')}`, site: 'Nürnberg', ips: [], isSilent: false, lastReadAt: null, ...more })
const row = (hostId: number, receiver: string, count: number, more: Partial<PairRow> = {}): PairRow => ({ hostId, receiver, outcome: 'delivered', refusalClass: '', count, ...more })
const refused = (hostId: number, receiver: string, count: number) => row(hostId, receiver, count, { outcome: 'bounced', refusalClass: 'ip_block' })

const known = () => true

test('troubled hosts come first in their site, and the site of the worst first', () => {
  const hosts = [host(1, { site: 'A' }), host(2, { site: 'B' }), host(3, { site: 'B' })]
  const { sites } = buildMatrix(hosts, [row(1, 'google', 50), row(2, 'google', 50), refused(3, 'google', 50)], known)
  expect(sites.map(({ site, rows }) => [site, rows.map((each) => each.host.name)])).toEqual([['B', ['mx03', 'mx02']], ['A', ['mx01']]])
})

test('hosts that are fine are folded, one of trouble or silent never', () => {
  const hosts = Array.from({ length: 30 }, (_, n) => host(n, { isSilent: n === 29 }))
  const [site] = buildMatrix(hosts, [refused(28, 'google', 90), refused(29, 'google', 90)], known).sites
  expect(site?.rows.map((each) => each.host.name)).toEqual(['mx28', 'mx29', 'mx00', 'mx01', 'mx02'])
  expect(site?.fine).toHaveLength(25)
})

test('a small receiver that refuses has a column before a large one that does not, and both before a domain nobody knows', () => {
  const large = Array.from({ length: 12 }, (_, n) => row(1, `large${n}`, 1000 - n))
  const { receivers, otherReceivers } = buildMatrix([host(1)], [...large, refused(1, 'small', 20), refused(1, 'dead.example', 9000)], (id) => id !== 'dead.example')
  expect(receivers.map(({ id }) => id)).toEqual(['large0', 'large1', 'large2', 'large3', 'large4', 'large5', 'large6', 'small'])
  expect(receivers.at(-1)).toMatchObject({ troubledHosts: 1, total: { refused: 20 } })
  expect(otherReceivers).toBe(6)
})

test('a pair’s change is told in points against its own habit, not where too little is known or within a point', () => {
  expect(changeOf(pair(4, 0, 96), 0.99)).toBeCloseTo(-95)
  expect(changeOf(pair(1, 0, 2), 0.99)).toBeNull()
  expect(changeOf(pair(90, 10, 0), null)).toBeNull()
  expect(changeOf(pair(985, 15, 0), 0.99)).toBeNull()
})
