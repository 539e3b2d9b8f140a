import { expect, test } from 'vitest'
import { receiversByIp, type HostReceiverSum } from './host-receivers.ts'

const sum = (receiver: string, count: number, more: Partial<HostReceiverSum> = {}): HostReceiverSum => ({ receiver, ip: '192.0.2.25', bin: 1, outcome: 'delivered', refusalClass: '', count, ...more })
const blocked = (receiver: string, count: number, more: Partial<HostReceiverSum> = {}) => sum(receiver, count, { outcome: 'bounced', refusalClass: 'ip_block', ...more })

test('one sending address may be refused while the other is not, and what the log does not name stands last', () => {
  const sending = receiversByIp([sum('google', 50, { ip: '' }), blocked('google', 40), sum('google', 90, { ip: '192.0.2.9' })], 2, false)
  expect(sending.map(({ ip, receivers }) => [ip, receivers.map(({ receiver, state }) => [receiver, state])])).toEqual([
    ['192.0.2.25', [['google', 'refused']]], ['192.0.2.9', [['google', 'fine']]], [null, [['google', 'fine']]],
  ])
})

test('what refuses stands before what is large, with its classes and its trend', () => {
  const [own] = receiversByIp([sum('google', 900), blocked('microsoft-consumer', 20), sum('microsoft-consumer', 20, { bin: 0 }), blocked('google', 3, { refusalClass: 'unknown_user' })], 2, false)
  expect(own?.receivers.map(({ receiver, classes, trend, attempts }) => ({ receiver, classes, trend, attempts }))).toEqual([
    { receiver: 'microsoft-consumer', classes: ['ip_block'], trend: [1, 0], attempts: 40 },
    { receiver: 'google', classes: [], trend: [null, 1], attempts: 903 },
  ])
})

test('a silent host has no fine receiver', () => {
  expect(receiversByIp([sum('google', 900)], 2, true)[0]?.receivers[0]?.state).toBe('silent')
})
