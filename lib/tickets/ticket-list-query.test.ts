import { expect, test } from 'vitest'
import { ticketListHref, ticketListQuery } from './ticket-list-query.ts'

test('an address without filters shows all open tickets', () => {
  expect(ticketListQuery.parse({})).toEqual({ waits: 'all', q: '', mine: false, page: 1 })
})

test('nonsense in the address is ignored, the rest still counts', () => {
  expect(ticketListQuery.parse({ waits: 'drop table', q: ' bäckerei ', mine: '1', page: '-4' })).toEqual({ waits: 'all', q: 'bäckerei', mine: true, page: 1 })
  expect(ticketListQuery.parse({ q: ['a', 'b'], mine: 'yes' })).toEqual({ waits: 'all', q: '', mine: false, page: 1 })
})

test('another filter keeps the search and begins at the first page', () => {
  const query = ticketListQuery.parse({ waits: 'us', q: 'bäckerei', page: '3' })
  expect(ticketListHref(query, { waits: 'customer' })).toBe('/support/tickets?waits=customer&q=b%C3%A4ckerei')
  expect(ticketListHref(query, { page: 4 })).toBe('/support/tickets?waits=us&q=b%C3%A4ckerei&page=4')
  expect(ticketListHref(ticketListQuery.parse({}), {})).toBe('/support/tickets')
})
