import { expect, test } from 'vitest'
import type { Role } from '../access/permissions.ts'
import { mayHear, mergeChanges, parseLiveChange, type LiveChange } from './live-change.ts'

const change = (more: Partial<LiveChange> = {}): LiveChange => ({
  id: '1', kind: 'ticket', hostId: null, accountId: 7, customerId: 10, lockId: null, ticketId: 3, incidentId: null, ...more,
})
const customer = (customerId: number) => ({ roles: ['customer'] as Role[], customerId })
const staff = (...roles: Role[]) => ({ roles, customerId: null })

test('a customer hears of his own changes and of nobody else’s', () => {
  expect(mayHear(customer(10), change())).toBe(true)
  expect(mayHear(customer(11), change())).toBe(false)
  expect(mayHear(customer(10), change({ customerId: null }))).toBe(false)
})

test('a person of a customer who also has a staff role by mistake still hears only his own', () => {
  expect(mayHear({ roles: ['customer', 'support'], customerId: 11 }, change())).toBe(false)
})

test('support hears everything, managers incidents, admins hosts', () => {
  expect(mayHear(staff('support'), change())).toBe(true)
  expect(mayHear(staff('manager'), change())).toBe(false)
  expect(mayHear(staff('manager'), change({ incidentId: 309 }))).toBe(true)
  expect(mayHear(staff('admin'), change())).toBe(false)
  expect(mayHear(staff('admin'), change({ hostId: 1, accountId: null }))).toBe(true)
})

test('figures of deliveries are heard by the desk alone', () => {
  const figures = change({ kind: 'deliveries', hostId: 1, accountId: null, customerId: null })
  expect(mayHear(staff('support'), figures)).toBe(true)
  for (const other of [staff('admin'), staff('manager'), customer(10)]) expect(mayHear(other, figures)).toBe(false)
})

test('somebody whose roles were taken away hears nothing', () => {
  expect(mayHear(staff(), change())).toBe(false)
  expect(mayHear({ roles: [], customerId: 10 }, change())).toBe(false)
})

test('many changes become one message that says nothing but kinds and ids', () => {
  const merged = mergeChanges([change(), change({ id: '2', kind: 'answer' }), change({ id: '3', hostId: 4 })])
  expect(merged).toEqual({ kinds: ['ticket', 'answer'], hostIds: [4], accountIds: [7], lockIds: [], ticketIds: [3], incidentIds: [] })
})

test('a payload that is no change is left alone', () => {
  expect(parseLiveChange('{"id":1}')).toBeNull()
  expect(parseLiveChange('not json')).toBeNull()
  expect(parseLiveChange(undefined)).toBeNull()
  expect(parseLiveChange(JSON.stringify(change()))).toEqual(change())
})
