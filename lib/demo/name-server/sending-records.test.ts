import { expect, onTestFinished, test } from 'vitest'
import { checkDomain, lookAtInclude } from '../../domain-checks/check-domain.ts'
import { openResolve } from '../../domain-checks/open-resolve.ts'
import { CUSTOMERS } from '../people.ts'
import { demoNames } from './demo-names.ts'
import { UNKNOWN_NAME } from './name-record.ts'
import { DEMO_SENDING, PROVIDER_DOMAIN } from './sending-records.ts'
import { startNameServer } from './start-name-server.ts'

const HOSTS = [{ name: 'mx01', ips: ['203.0.113.11'] }, { name: 'mx02', ips: ['203.0.113.12'] }, { name: 'alt3', ips: ['198.51.100.23', '2001:db8:3::25'] }]
const ADDRESSES = HOSTS.flatMap(({ name, ips }) => ips.map((ip) => ({ ip, host: name })))

test('what the demo’s domains say is what its pages shall show', async () => {
  const names = demoNames(HOSTS)
  const server = await startNameServer('127.0.0.1', 0, (name) => {
    const records = names.get(name)
    return records ? { isKnown: true, records } : UNKNOWN_NAME
  })
  onTestFinished(() => server.stop())
  const { resolve, isAlive, close } = await openResolve([`${server.address}:${server.port}`], 10_000)
  onTestFinished(close)
  expect(await isAlive()).toBe(true)
  const include = await lookAtInclude(DEMO_SENDING.includeDomain, ADDRESSES, resolve)
  expect(include).toMatchObject({ namesAll: true })

  const ours = { addresses: ADDRESSES, include, selectors: DEMO_SENDING.dkimSelectors }
  const wrong: Record<string, string> = {}
  for (const domain of [PROVIDER_DOMAIN, ...CUSTOMERS.flatMap(({ domains }) => domains)]) {
    const found = await checkDomain(domain, ours, resolve)
    const findings = found.filter(({ state, check, about }) => state !== 'pass' && (check !== 'spf' || about === '')).map(({ evidence }) => evidence.finding)
    if (findings.length > 0) wrong[domain] = findings.join(', ')
  }
  expect(wrong).toEqual({
    'agentur-nord.example': 'not-named, no-key',
    'fahrschule-muster.example': 'revoked',
    'gaertnerei-beispiel.example': 'no-record, no-key, no-policy',
    'pinsel-beispiel.example': 'several-records',
    'rabatt-blitz.example': 'lets-anyone, no-key, no-policy',
    'sanitaer-beispiel.example': 'some-not-named',
  })
})
