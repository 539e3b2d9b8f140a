import { expect, test } from 'vitest'
import { addToPair, changeOf, deliveredShare, emptyPair, judged, pairState, sliceHosts, type MatrixHost, type PairRow } from './matrix.ts'

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

const host = (id: number, more: Partial<MatrixHost> = {}): MatrixHost => ({ id, name: `mx${String(id).padStart(3, '0')}`, site: 'Nürnberg', ips: [], isSilent: false, lastReadAt: null, ...more })
const hosts = (count: number, of: (n: number) => { troubled?: number; refused?: number; more?: Partial<MatrixHost> } = () => ({})) =>
  Array.from({ length: count }, (_, n) => ({ host: host(n, of(n).more), troubled: of(n).troubled ?? 0, refused: of(n).refused ?? 0 }))
const ask = { search: '', whole: null, page: 1 }
const names = (slice: ReturnType<typeof sliceHosts>) => slice.sites.map(({ site, hosts }) => [site, hosts.map((each) => each.host.name)])

test('one receiver that refuses is worse than several that defer, for hosts and for sites', () => {
  const of = (n: number, site: string, troubled: number, refused: number) => ({ host: host(n, { site }), troubled, refused })
  const slice = sliceHosts([of(1, 'A', 3, 0), of(2, 'A', 2, 0), of(3, 'B', 2, 0), of(4, 'B', 1, 1)], ask)
  expect(names(slice)).toEqual([['B', ['mx004', 'mx003']], ['A', ['mx001', 'mx002']]])
})

test('troubled hosts come first in their site, and the site of the worst first', () => {
  const slice = sliceHosts([{ host: host(1, { site: 'A' }), troubled: 0, refused: 0 }, { host: host(2, { site: 'B' }), troubled: 0, refused: 0 }, { host: host(3, { site: 'B' }), troubled: 1, refused: 0 }], ask)
  expect(names(slice)).toEqual([['B', ['mx003', 'mx002']], ['A', ['mx001']]])
})

test('hosts that are fine are folded, one of trouble or silent never', () => {
  const slice = sliceHosts(hosts(30, (n) => ({ troubled: n === 28 ? 1 : 0, more: { isSilent: n === 29 } })), ask)
  expect(names(slice)).toEqual([['Nürnberg', ['mx028', 'mx029', 'mx000', 'mx001', 'mx002']]])
  expect(slice.sites[0]).toMatchObject({ count: 30, fine: 25 })
})

test('a site shown whole comes in pages, and its folded line stands where it ends', () => {
  const all = hosts(125, (n) => ({ more: { site: n < 110 ? 'A' : 'B' } }))
  const [first, last] = [1, 3].map((page) => sliceHosts(all, { ...ask, whole: 'A', page }))
  expect(first).toMatchObject({ page: 1, pages: 3, found: 125 })
  expect(first?.sites.map(({ site, hosts, fine }) => [site, hosts.length, fine])).toEqual([['A', 50, 0]])
  expect(last?.sites.map(({ site, hosts, fine }) => [site, hosts.length, fine])).toEqual([['A', 10, 0], ['B', 3, 12]])
  expect(sliceHosts(all, { ...ask, whole: 'A', page: 99 }).page).toBe(3)
})

test('a host is found by parts of its name, site and address, and then never folded', () => {
  const all = hosts(30, (n) => ({ more: { site: n % 2 ? 'Nürnberg' : 'Fulda', ips: [`192.0.2.${n}`] } }))
  expect(names(sliceHosts(all, { ...ask, search: 'NÜRN 2.1' }))).toEqual([['Nürnberg', ['mx001', 'mx011', 'mx013', 'mx015', 'mx017', 'mx019']]])
  expect(sliceHosts(all, { ...ask, search: 'nothing' })).toMatchObject({ sites: [], found: 0, pages: 1 })
})

test('mail that was taken and sent back later is delivered no more, and counts as the refusal that its report tells', () => {
  const pair = emptyPair()
  const add = (outcome: PairRow['outcome'], count: number, refusalClass = '') => addToPair(pair, { outcome, refusalClass, count })
  add('delivered', 40)
  add('returned', 10, 'policy')
  add('returned', 2, 'unknown_user')
  expect(pair).toMatchObject({ delivered: 28, refused: 10, others: 2, returned: 12 })
  expect(judged(pair)).toBe(38)
  expect(deliveredShare(pair)).toBeCloseTo(28 / 38)
})

test.each([[['delivered', 5], ['returned', 7]], [['returned', 7], ['delivered', 5]]] as [PairRow['outcome'], number][][])('a report of a delivery before the period leaves nothing below 0, in any order: %s, %s', (...rows) => {
  const pair = emptyPair()
  for (const [outcome, count] of rows) addToPair(pair, { outcome, refusalClass: 'policy', count })
  expect(pair).toMatchObject({ delivered: 0, refused: 7, returned: 7 })
})

test('a pair’s change is told in points against its own habit, not where too little is known or within a point', () => {
  expect(changeOf(pair(4, 0, 96), 0.99)).toBeCloseTo(-95)
  expect(changeOf(pair(1, 0, 2), 0.99)).toBeNull()
  expect(changeOf(pair(90, 10, 0), null)).toBeNull()
  expect(changeOf(pair(985, 15, 0), 0.99)).toBeNull()
})
