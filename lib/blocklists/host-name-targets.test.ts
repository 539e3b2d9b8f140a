import { expect, test } from 'vitest'
import { hostNameTargets } from './host-name-targets.ts'
import { usersOf } from './name-users.ts'

const asked = (name: string) => hostNameTargets(name).map(({ kind, name: own }) => `${kind} ${own}`)

test.each([
  ['mx01.provider.example', ['domain provider.example', 'host mx01.provider.example']],
  ['MX01.Provider.Example.', ['domain provider.example', 'host mx01.provider.example']],
  ['static.4.3.2.1.clients.provider.co.uk', ['domain provider.co.uk', 'host static.4.3.2.1.clients.provider.co.uk']],
  ['provider.de', ['domain provider.de']],
  // Who has a name below a private registry's suffix is not the registry.
  ['mail.baker.dyndns.org', ['domain baker.dyndns.org', 'host mail.baker.dyndns.org']],
  ['müller.de', ['domain xn--mller-kva.de']],
])('about %s lists are asked for %j', (name, expected) => {
  expect(asked(name)).toEqual(expected)
})

test.each(['mx01', 'localhost.localdomain', 'mail.office.local', 'ns.lan', 'co.uk', '192.0.2.1', '[192.0.2.1]', '1.2.0.192.in-addr.arpa', '', 'a b.example'])('about %j no list is asked', (name) => {
  expect(asked(name)).toEqual([])
})

test('of many hosts a few are named, by what the name is for them', () => {
  const host = (n: number, uses: ('helo' | 'rdns' | 'name')[]) => ({ id: n, name: `mx${n}`, site: '', uses })
  expect(usersOf({ hosts: [host(1, ['helo', 'rdns']), host(2, ['rdns']), ...Array.from({ length: 8 }, (_, n) => host(n + 3, ['helo']))] })).toEqual([
    { use: 'helo', hosts: ['mx1', 'mx3', 'mx4', 'mx5', 'mx6'], others: 4 }, { use: 'rdns', hosts: ['mx1', 'mx2'], others: 0 },
  ])
  expect(usersOf({ hosts: [host(1, [])] })).toEqual([])
})
