import { expect, test } from 'vitest'
import { chooseObserver, dueHosts, placesOf, probePlaces, type ProbedHost } from './probe-places.ts'

const NOW = new Date('2026-11-24T12:00:00Z')
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000)
const PACE = { now: NOW, everyMs: 15 * 60_000, roundMs: 10_000 }
function host(id: number, probedAt: Date | null, more: Partial<ProbedHost> = {}): ProbedHost {
  return { id, name: `mx${id}`, kind: 'postfix', site: '', ips: [`192.0.2.${id}`], places: null, probedAt, probeAskedAt: null, ...more }
}
const idsOf = (hosts: ProbedHost[]) => hosts.map(({ id }) => id)

test('a host is looked at on each of its addresses and the three ports, or where an admin says', () => {
  expect(placesOf(host(1, null, { ips: ['192.0.2.1', '2001:db8::1'] })).map(({ address, port }) => `${address} ${port}`)).toEqual(['192.0.2.1 25', '192.0.2.1 587', '192.0.2.1 465', '2001:db8::1 25', '2001:db8::1 587', '2001:db8::1 465'])
  const own = probePlaces.parse([{ address: '127.0.0.2', port: 2525, as: 25 }])
  expect(placesOf(host(1, null, { places: own }))).toEqual(own)
  expect(probePlaces.safeParse([{ address: 'mx01', port: 25, as: 25 }]).success).toBe(false)
  expect(probePlaces.safeParse([{ address: '192.0.2.1', port: 25, as: 110 }]).success).toBe(false)
})

test('due is who was seen longest ago; asked for goes first, and again when it is asked while it is looked at', () => {
  expect(idsOf(dueHosts([host(1, ago(14)), host(2, ago(16)), host(3, ago(20)), host(4, null), host(5, ago(1), { probeAskedAt: ago(0.5) }), host(6, ago(1), { probeAskedAt: ago(2) })], PACE))).toEqual([5, 4, 3, 2])
})

test('a host without an address is not looked at', () => {
  expect(dueHosts([host(1, null, { ips: [] })], PACE)).toEqual([])
})

test('when all are due they are spread over the rounds, as fast as the pace needs and half of it more', () => {
  const all = Array.from({ length: 900 }, (_, n) => host(n + 1, null))
  expect(dueHosts(all, PACE).length).toBe(20)
  expect(dueHosts(all.slice(0, 5), PACE).length).toBe(4)
})

test('another host looks, one of another site first, always the same while it can', () => {
  const [own, near, far] = [{ id: 1, name: 'a', site: 'Berlin' }, { id: 2, name: 'b', site: 'Berlin' }, { id: 3, name: 'c', site: 'Nürnberg' }]
  expect(chooseObserver(own, [own, near, far])).toBe(far)
  expect(chooseObserver(own, [own, near])).toBe(near)
  expect(chooseObserver(own, [own])).toBeNull()
})
