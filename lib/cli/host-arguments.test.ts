import { expect, test } from 'vitest'
import { readHostCall, WrongUse } from './host-arguments.ts'

test('a call is read with its account in small letters', () => {
  const call = readHostCall(['find', '--mta', 'postfix', '--root', '/etc/postfix', '--account', 'Bob@X.example', '--json'])
  expect(call).toMatchObject({ verb: 'find', mta: 'postfix', root: '/etc/postfix', account: 'bob@x.example', json: true, 'dry-run': false })
})

test('ids are given by commas, log folders by repeating', () => {
  const call = readHostCall(['quarantine', '--mta', 'qmail', '--logs', 'a', '--logs', 'b', '--id', '123,456'])
  expect(call).toMatchObject({ id: ['123', '456'], logs: ['a', 'b'] })
})

test.each([
  ['no verb', ['--mta', 'postfix']],
  ['an unknown verb', ['explode', '--mta', 'postfix']],
  ['no kind of server', ['status']],
  ['a server without a driver', ['status', '--mta', 'exim']],
  ['find for nobody', ['find', '--mta', 'postfix']],
  ['lock for nobody', ['lock', '--mta', 'postfix']],
  ['quarantine of nothing', ['quarantine', '--mta', 'postfix']],
  ['delete of nothing', ['delete', '--mta', 'postfix']],
  ['account and ids at once', ['delete', '--mta', 'postfix', '--account', 'a@b.example', '--id', 'ABCDE']],
  ['ALL as an id', ['delete', '--mta', 'postfix', '--id', 'ALL']],
  ['an option in the place of an id', ['delete', '--mta', 'postfix', '--id', '-d']],
  ['an account that looks like an option', ['lock', '--mta', 'postfix', '--account=-x']],
  ['an account with a blank', ['lock', '--mta', 'postfix', '--account', 'a b']],
  ['a batch that is no id', ['release', '--mta', 'postfix', '--batch', '../x']],
  ['an unknown option', ['status', '--mta', 'postfix', '--force']],
])('%s is wrong use', (_what, args) => {
  expect(() => readHostCall(args)).toThrow(WrongUse)
})

test('status may be asked for the whole host', () => {
  expect(readHostCall(['status', '--mta', 'postfix'])).toMatchObject({ verb: 'status' })
})
