import { expect, test } from 'vitest'
import { addUserInput, refuseUserChange } from './user.ts'

const mara = { id: 1, customerId: null }

test('an admin can neither disable himself nor give his own role away', () => {
  expect(refuseUserChange(1, mara, { what: 'disable' })).toBe('own-access')
  expect(refuseUserChange(1, mara, { what: 'roles', roles: ['support'] })).toBe('own-access')
  expect(refuseUserChange(1, mara, { what: 'roles', roles: ['support', 'admin'] })).toBeNull()
})

test('an admin can do both to somebody else', () => {
  expect(refuseUserChange(2, mara, { what: 'disable' })).toBeNull()
  expect(refuseUserChange(2, mara, { what: 'roles', roles: ['support'] })).toBeNull()
})

test('the customer role stays with those who belong to a customer', () => {
  expect(refuseUserChange(2, mara, { what: 'roles', roles: ['customer'] })).toBe('customer-role')
  expect(refuseUserChange(2, { id: 3, customerId: 7 }, { what: 'roles', roles: ['support'] })).toBe('customer-role')
  expect(refuseUserChange(2, { id: 3, customerId: 7 }, { what: 'roles', roles: ['customer'] })).toBeNull()
})

test('a person without any role is not added', () => {
  expect(addUserInput.safeParse({ email: 'a@b.example', name: 'A', roles: [] }).success).toBe(false)
  expect(addUserInput.parse({ email: 'a@b.example', name: 'A', roles: ['lead', 'lead'] }).roles).toEqual(['lead'])
})
