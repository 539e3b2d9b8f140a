import { expect, test } from 'vitest'
import { spanOf } from './delivery-period.ts'
import { emptyPair, type MatrixHost } from './matrix.ts'
import { hitCustomers, receiverBins, receiverHosts, tellHosts, totalOf } from './receiver-page.ts'
import type { HeardReply, HostPair, HostSum } from './receiver-records.ts'
import { classGroups } from './reply-groups.ts'

const NOW = new Date('2026-11-24T14:31:00Z')
const span = spanOf('24h', NOW)
const at = (clock: string) => new Date(`2026-11-24T${clock}:00Z`)
const host = (id: number, isSilent = false): MatrixHost => ({ id, name: `mx0${id}`, site: '', ips: [], isSilent, lastReadAt: null })
const sum = (hostId: number, count: number, more: Partial<HostSum> = {}): HostSum => ({ hostId, outcome: 'delivered', refusalClass: '', count, firstAt: at('10:00'), lastAt: at('14:00'), ...more })
const pair = (hostId: number, more: Partial<HostPair>): HostPair => ({ hostId, ...emptyPair(), ...more })
const blocked = (hostId: number, count: number, firstAt = at('13:00')) => sum(hostId, count, { outcome: 'bounced', refusalClass: 'ip_block', firstAt })
const unknownUser = (hostId: number, count: number) => sum(hostId, count, { outcome: 'bounced', refusalClass: 'unknown_user', firstAt: at('09:00') })

test('a period is counted in whole steps or hours, the bar of now is the last one', () => {
  expect(spanOf('60m', NOW)).toMatchObject({ from: at('13:40'), until: at('14:40'), bins: 6 })
  expect(span).toMatchObject({ from: new Date('2026-11-23T14:00:00Z'), until: at('15:00'), bins: 25 })
  expect(spanOf('30d', NOW).bins).toBe(31)
})

test('the host that is refused stands first and says since when; wrong addresses are nothing against it', () => {
  const found = receiverHosts([host(1), host(2), host(3)], [pair(1, { delivered: 90, others: 500 }), pair(2, { delivered: 1, refused: 40 })])
  const hosts = tellHosts(found, [unknownUser(1, 500), blocked(2, 40)], span)
  expect(hosts.map(({ host, state }) => [host.name, state])).toEqual([['mx02', 'refused'], ['mx01', 'fine']])
  expect(hosts[0]).toMatchObject({ firstRefused: { at: at('13:00').toISOString(), isOlder: false }, classes: ['ip_block'] })
  expect(hosts[1]).toMatchObject({ firstRefused: null, pair: { others: 500 } })
})

test('a refusal at the edge of the period may have begun before', () => {
  expect(tellHosts(receiverHosts([host(1)], [pair(1, { refused: 40 })]), [blocked(1, 40, span.from)], span)[0]?.firstRefused).toEqual({ at: span.from.toISOString(), isOlder: true })
})

test('of a silent host nothing is said to be fine, with mail and without', () => {
  const hosts = receiverHosts([host(1, true), host(2, true), host(3)], [pair(1, { delivered: 90 }), pair(3, { delivered: 90 })])
  expect(hosts.map(({ host, state }) => [host.name, state])).toEqual([['mx01', 'silent'], ['mx02', 'silent'], ['mx03', 'fine']])
  expect(totalOf(hosts)).toMatchObject({ silent: 2, troubled: 0, attempts: 180 })
})

test('an hour without attempts is unknown', () => {
  const bins = receiverBins([{ bin: 24, outcome: 'bounced', refusalClass: 'ip_block', count: 7 }, { bin: 24, outcome: 'delivered', refusalClass: '', count: 3 }], span)
  expect(bins).toHaveLength(25)
  expect(bins[0]).toEqual({ at: span.from.toISOString(), pair: null, classes: null })
  expect(bins[24]).toMatchObject({ at: at('14:00').toISOString(), pair: { delivered: 3, refused: 7 }, classes: { ip_block: 7 } })
})

const heard = (clock: string, reply: string, more: Partial<HeardReply> = {}): HeardReply => ({ at: at(clock).toISOString(), host: 'mx02', receiver: 'microsoft-consumer', outcome: 'bounced', refusalClass: 'ip_block', account: 'a@baker.example', reply, ...more })

test('texts that differ in addresses and ids are one, with the newest words', () => {
  const replies = [
    heard('14:10', '550 5.7.1 messages from [203.0.113.25] weren’t sent (S3140). [x1 2026]'),
    heard('13:10', '550 5.7.1 messages from [203.0.113.26] weren’t sent (S3140). [x9 2026]', { host: 'mx03', account: 'b@club.example' }),
    heard('13:20', '550 5.7.1 something else'),
    heard('13:30', ''),
  ]
  const [group] = classGroups([blocked(1, 412)], replies)
  expect(group).toMatchObject({ refusalClass: 'ip_block', isForGood: true, isAboutUs: true, count: 412, firstAt: at('13:00').toISOString(), lastAt: at('14:10').toISOString() })
  expect(group?.texts.map(({ samples, hosts, accounts }) => ({ samples, hosts, accounts }))).toEqual([
    { samples: 2, hosts: ['mx02', 'mx03'], accounts: ['a@baker.example', 'b@club.example'] },
    { samples: 1, hosts: ['mx02'], accounts: ['a@baker.example'] },
  ])
  expect(group?.texts[0]?.reply).toContain('203.0.113.25')
})

test('classes about us stand before more frequent ones about recipients', () => {
  expect(classGroups([unknownUser(1, 900), blocked(1, 4)], []).map(({ refusalClass }) => refusalClass)).toEqual(['ip_block', 'unknown_user'])
})

test('customers are told by how much of the samples is theirs, accounts of nobody last', () => {
  const replies = [heard('14:00', 'x'), heard('14:01', 'x', { account: 'b@baker.example' }), heard('14:02', 'x', { account: 'z@nobody.example' }), heard('14:02', 'x', { account: 'z@nobody.example' }), heard('14:02', 'x', { account: 'z@nobody.example' }), heard('14:03', 'x', { account: null })]
  const baker = { number: '10417', name: 'Bäckerei' }
  const hit = hitCustomers(replies, [{ name: 'a@baker.example', customer: baker }, { name: 'b@baker.example', customer: baker }])
  expect(hit.map(({ customer, samples, accounts }) => [customer?.number ?? null, samples, accounts.length])).toEqual([['10417', 2, 2], [null, 3, 1]])
})
