import { expect, test } from 'vitest'
import { receiverOfDomain } from './receiver-of-domain.ts'

test.each([
  ['gmail.com', 'google'],
  ['outlook.de', 'microsoft-consumer'],
  ['Hotmail.co.uk', 'microsoft-consumer'],
  ['web.de', 'united-internet'],
  ['t-online.de', 't-online'],
  ['mail.firma.example', 'firma.example'],
])('%s is taken by %s', (domain, receiver) => {
  expect(receiverOfDomain(domain)).toBe(receiver)
})

test('what is no domain names no receiver', () => {
  expect(receiverOfDomain('')).toBeUndefined()
  expect(receiverOfDomain('[192.0.2.1]')).toBeUndefined()
})
