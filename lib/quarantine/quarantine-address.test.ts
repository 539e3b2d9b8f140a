import { expect, test } from 'vitest'
import { filterOfAddress, quarantineHref, readQuarantineAddress } from './quarantine-address.ts'

test('an address that makes no sense shows everything by account', () => {
  const address = readQuarantineAddress({ view: 'sideways', state: 'eaten', batch: '1', after: "1' OR 1", q: ['', 'b'], more: 'x' })
  expect(address.view).toBe('account')
  expect(filterOfAddress(address)).toEqual({})
  expect(address.after).toBeUndefined()
})

test('what is shown can be sent to a colleague as an address', () => {
  const address = readQuarantineAddress({ view: 'all', host: 'mx01', q: 'a b@gmx.example', state: 'releasing' })
  const again = readQuarantineAddress(Object.fromEntries(new URL(quarantineHref(address), 'https://desk.example').searchParams))
  expect(again).toEqual(address)
  expect(filterOfAddress(again)).toEqual({ host: 'mx01', text: 'a b@gmx.example', state: 'releasing' })
})

test('another filter begins at its first page', () => {
  const address = readQuarantineAddress({ view: 'all', after: '77' })
  expect(quarantineHref(address, { host: 'mx02' })).toBe('/support/quarantine?view=all&host=mx02')
  expect(quarantineHref(address, { after: '12' })).toBe('/support/quarantine?view=all&after=12')
})

test('the plain page has a plain address', () => {
  expect(quarantineHref(readQuarantineAddress({}))).toBe('/support/quarantine')
})
