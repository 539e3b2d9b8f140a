import { expect, test } from 'vitest'
import { eximFormat } from './exim-format.ts'

const now = () => new Date('2026-11-24T12:00:00Z')
const ID = '1vNiYt-00000000AbC-1abc'

test('a log in UTC is read in UTC, one that names its zone in that', () => {
  const line = `2026-11-24 02:47:16 ${ID} Completed`
  expect(eximFormat(now, { zone: 'utc' }).readStamp(line)).toBe(Date.parse('2026-11-24T02:47:16Z'))
  for (const zone of ['utc', 'local'] as const) expect(eximFormat(now, { zone }).readStamp(line.replace(':16 ', ':16 +0100 '))).toBe(Date.parse('2026-11-24T01:47:16Z'))
  expect(eximFormat(now).readStamp(line)).toBe(new Date(2026, 10, 24, 2, 47, 16).getTime())
})

test('mail of a local user is his account’s, and is looked for by the word in the log', () => {
  const format = eximFormat(now, { accountOfUser: (user) => `uid:${user}@web7` })
  const arrival = (fields: string) => format.read(`2026-11-24 02:47:16 ${ID} <= www@web7.example ${fields} S=999 for x@y.example`)
  const keysFor = (account: string, fields: string) => format.seedOf({ account, since: '', until: '', messagesMax: 1 })?.keysOf(arrival(fields) as never) ?? []
  expect(format.seedOf({ account: 'uid:www-data@web7', since: '', until: '', messagesMax: 1 })?.words).toContain(' U=www-data')
  expect(keysFor('uid:www-data@web7', 'U=www-data P=local')).toHaveLength(1)
  expect(keysFor('uid:www-data@web7', 'H=(pc) [192.0.2.1] P=esmtpsa A=plain:www-data')).toEqual([])
  // A user of another host's is not this one's, whatever his name.
  expect(keysFor('uid:www-data@web8', 'U=www-data P=local')).toEqual([])
})
