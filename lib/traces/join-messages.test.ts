import { expect, test } from 'vitest'
import { at, found, step } from './found-mail-for-tests.ts'
import { joinMessages, leastDone, tellMessage } from './join-messages.ts'

const first = (rest: Parameters<typeof found>[1] = {}) => found('mx01', { steps: [step('14:05', 'accepted'), step('14:05:02', 'delivered', { recipient: 'anna@gmx.de', host: 'mx02', reply: '250 2.0.0 Ok: queued as 4XjW0r9zQQz7' })], ...rest })
const second = (rest: Parameters<typeof found>[1] = {}) => found('mx02', { queueIds: ['4XjW0r9zQQz7'], account: null, steps: [step('14:05:02', 'accepted', { queueId: '4XjW0r9zQQz7' })], to: { 'anna@gmx.de': 'queued' }, nextTryAt: at('15:20'), ...rest })

test('a reply that names a queue id of another of our hosts leads there: one path, whose fate is the last host’s', () => {
  for (const messages of [[first(), second()], [second(), first()]]) {
    const [path, ...more] = joinMessages(messages)
    expect(more).toEqual([])
    expect(path).toMatchObject({ fate: 'queued', nextTryAt: at('15:20'), account: 'buero@kanzlei.example', recipients: [{ address: 'anna@gmx.de', fate: 'queued' }], beganAt: at('14:05') })
    expect(path?.parts.map(({ host }) => host)).toEqual(['mx01', 'mx02'])
  }
})

test('a forward at the next host keeps the address that the sender wrote, with the fate of where it went on', () => {
  const [path] = joinMessages([first(), second({ to: { 'anna@elsewhere.example': 'bounced' } })])
  expect(path?.recipients).toEqual([{ address: 'anna@gmx.de', fate: 'bounced' }])
})

test('the same Message-ID on another host is the same mail, with brackets or without', () => {
  const [path, ...more] = joinMessages([found('mx01', { messageId: '<m1@kanzlei.example>' }), found('alt3', { queueIds: ['8421307'], messageId: 'm1@kanzlei.example', steps: [step('14:06', 'accepted')] })])
  expect(more).toEqual([])
  expect(path?.parts.map(({ host }) => host)).toEqual(['mx01', 'alt3'])
})

// A program that gives all its mails one Message-ID must not make one mail of them.
test('mails with one Message-ID on the same host stay two, and what could belong to either is joined to none', () => {
  const twice = [found('mx01'), found('mx01', { queueIds: ['4XjW1aaaQQz7'], steps: [step('14:09', 'accepted')] })]
  expect(joinMessages(twice)).toHaveLength(2)
  expect(joinMessages([...twice, found('mx02', { queueIds: ['4XjW2bbbQQz7'], steps: [step('14:10', 'accepted')] })])).toHaveLength(3)
  expect(new Set(joinMessages(twice).map(({ key }) => key)).size).toBe(2)
})

test('an id that comes again elsewhere is no handover: another time, another Message-ID, the same host', () => {
  expect(joinMessages([first(), second({ messageId: 'other@kanzlei.example' })])).toHaveLength(2)
  expect(joinMessages([first({ messageId: null }), second({ messageId: null, steps: [step('18:05', 'accepted')] })])).toHaveLength(2)
  expect(joinMessages([first({ messageId: null }), { ...second({ messageId: null }), host: 'mx01' }])).toHaveLength(2)
})

test('Exim names the id in its own way, and without a Message-ID it still leads on', () => {
  const from = first({ messageId: null, steps: [step('14:05', 'accepted'), step('14:05:02', 'delivered', { recipient: 'anna@gmx.de', reply: '250 OK id=1vNrYx-00000001Kwz-2gCs' })] })
  expect(joinMessages([from, second({ messageId: null, queueIds: ['1vNrYx-00000001Kwz-2gCs'] })])).toHaveLength(1)
})

test('hosts that hand one mail round in a circle come to an end', () => {
  const back = second({ steps: [step('14:05:02', 'accepted'), step('14:05:03', 'delivered', { recipient: 'anna@gmx.de', reply: 'queued as 4XjW0q3KzLz5' })], to: { 'anna@gmx.de': 'delivered' } })
  const [path, ...more] = joinMessages([first(), back])
  expect(more).toEqual([])
  expect(path?.recipients).toEqual([{ address: 'anna@gmx.de', fate: 'delivered' }])
})

test('of many recipients the mail stands where the one stands that is least done', () => {
  const [path] = joinMessages([found('mx01', { to: { 'a@x.example': 'delivered', 'b@x.example': 'bounced', 'c@x.example': 'queued' }, nextTryAt: at('15:20') })])
  expect(path).toMatchObject({ fate: 'queued', nextTryAt: at('15:20') })
  expect(leastDone(['delivered', 'bounced'])).toBe('bounced')
  expect(leastDone(['unknown', 'delivered'])).toBe('unknown')
})

test('the newest mail stands first', () => {
  const paths = joinMessages([found('mx01'), found('mx01', { messageId: 'm2@x.example', queueIds: ['4XjW1aaaQQz7'], steps: [step('15:05', 'accepted')] })])
  expect(paths.map(({ messageId }) => messageId)).toEqual(['m2@x.example', 'm1@kanzlei.example'])
})

test('a later telling of a mail replaces the earlier on the same host, also when two turn out to be one', () => {
  const told = [found('mx01'), found('mx01', { queueIds: ['AAAA1'] }), found('mx02')]
  const now = tellMessage(told, found('mx01', { queueIds: ['4XjW0q3KzLz5', 'AAAA1'], size: 7 }))
  expect(now.map(({ host, size }) => [host, size])).toEqual([['mx01', 7], ['mx02', 1400]])
})

test('1,000 mails of one Message-ID are joined within the time a page has', () => {
  const many = Array.from({ length: 1000 }, (_, n) => found(`mx0${n % 5}`, { queueIds: [`4XjW${n}Qz7`], steps: [step('14:05', 'accepted')] }))
  expect(joinMessages(many).reduce((sum, { parts }) => sum + parts.length, 0)).toBe(1000)
})
