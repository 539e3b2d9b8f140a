import { expect, test } from 'vitest'
import { securityHeaders } from './security-headers.ts'

const guard = { nonce: 'abc', webAddress: 'https://desk.example.com', isDevelopment: false }
const policy = (more: Partial<typeof guard> = {}) => securityHeaders({ ...guard, ...more })['content-security-policy'] ?? ''

test('ASVS 3.4.3: a script runs only with the nonce of its page', () => {
  const scripts = policy().split('; ').find((one) => one.startsWith('script-src'))
  expect(scripts).toBe("script-src 'self' 'nonce-abc' 'strict-dynamic'")
})

test('no other site can put the desk into a frame or send its forms elsewhere', () => {
  expect(policy()).toContain("frame-ancestors 'none'")
  expect(policy()).toContain("form-action 'self'")
})

test('https is remembered by the browser only where people come by https', () => {
  expect(securityHeaders(guard)['strict-transport-security']).toBeDefined()
  expect(securityHeaders({ ...guard, webAddress: 'http://localhost:3000' })['strict-transport-security']).toBeUndefined()
})
