import { expect, test } from 'vitest'
import { makeDomainFinder } from './domain-finder.ts'

const EXCHANGERS: Record<string, string[]> = { 'provider.example': ['192.0.2.1'], 'bakery.example': ['192.0.2.2', '2001:db8::2'], 'club.example': ['192.0.2.2'] }

test('the first domain whose mail a host takes, looked up once an hour', async () => {
  let now = new Date('2026-11-24T12:00:00Z')
  const asked: string[] = []
  const finder = makeDomainFinder({
    listDomains: async () => Object.keys(EXCHANGERS), now: () => now,
    ask: async (domain) => {
      asked.push(domain)
      return new Set(EXCHANGERS[domain])
    },
  })
  expect(await finder.domainOf({ name: 'mx02', addresses: ['2001:db8::2'] }, [])).toBe('bakery.example')
  expect(await finder.domainOf({ name: 'mx01', addresses: ['198.51.100.9', '192.0.2.1'] }, [])).toBe('provider.example')
  expect(await finder.domainOf({ name: 'mx09', addresses: ['192.0.2.9'] }, [])).toBeUndefined()
  expect(asked).toHaveLength(3)
  now = new Date(now.getTime() + 3_700_000)
  await finder.domainOf({ name: 'mx02', addresses: ['192.0.2.2'] }, [])
  expect(asked).toHaveLength(6)
})
