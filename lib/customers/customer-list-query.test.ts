import { expect, test } from 'vitest'
import { customerListHref, customerListQuery, customerPath } from './customer-list-query.ts'

test('an address that makes no sense shows all customers from the first page', () => {
  expect(customerListQuery.parse({ show: 'x', page: '0', q: ['a'] })).toEqual({ show: 'all', q: '', page: 1 })
})

test('another filter begins at its first page and keeps the words', () => {
  const query = customerListQuery.parse({ show: 'locked', q: 'muster', page: '3' })
  expect(customerListHref(query, { show: 'tickets' })).toBe('/support/customers?show=tickets&q=muster')
  expect(customerListHref(customerListQuery.parse({}), {})).toBe('/support/customers')
})

test('a number with a stroke still leads to its customer', () => {
  expect(customerPath('K/10 417')).toBe('/support/customers/K%2F10%20417')
})
