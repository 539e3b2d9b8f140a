import { expect, test } from 'vitest'
import { checkConfiguration } from './check-configuration.ts'

const GOOD = 'enable_long_queue_ids = yes\nsmtpd_sender_restrictions = check_sasl_access lmdb:/etc/postfix/locked,\n  reject_unlisted_sender\n'
const check = (main: string, master = '') => checkConfiguration({ path: 'main.cf', text: main }, { path: 'master.cf', text: master })

test('a configuration with a live lock map and long queue ids has no findings', () => {
  expect(check(GOOD, 'smtp inet n - y - - smtpd\n')).toEqual([])
})

test.each(['hash', 'btree', 'cdb', 'texthash', 'regexp', 'pcre', 'inline'])('a lock map of type %s is found with its line', (type) => {
  const found = check(`# a comment\nenable_long_queue_ids = yes\nsmtpd_recipient_restrictions = permit_mynetworks, check_sasl_access ${type}:/etc/postfix/locked\n`)
  expect(found).toEqual([expect.objectContaining({ file: 'main.cf', line: 3, id: 'lock-map-not-live' })])
})

test.each([
  ['-o smtpd_sender_restrictions='],
  ['-o smtpd_sender_restrictions=permit_sasl_authenticated,reject'],
  ['-o { smtpd_sender_restrictions = permit_sasl_authenticated, reject }'],
  ['-o smtpd_sender_restrictions=$mua_sender_restrictions'],
])('a service that hides the lock with %s is found with the line of the option', (option) => {
  const found = check(GOOD, `smtp inet n - y - - smtpd\n# submission for customers\nsubmission inet n - y - - smtpd\n  -o syslog_name=postfix/submission\n  ${option}\n`)
  expect(found).toEqual([expect.objectContaining({ file: 'master.cf', line: 5, id: 'lock-hidden-by-master', message: expect.stringContaining('submission') })])
})

test.each([
  ['names the lock map itself', '-o smtpd_sender_restrictions=check_sasl_access,lmdb:/etc/postfix/locked,reject', ''],
  ['takes it from a parameter of main.cf', '-o smtpd_sender_restrictions=$mua_sender_restrictions', 'mua_sender_restrictions = check_sasl_access lmdb:/etc/postfix/locked\n'],
])('a service that %s hides nothing', (_how, option, more) => {
  expect(check(GOOD + more, `submission inet n - y - - smtpd\n  ${option}\n`)).toEqual([])
})

test('short queue ids are found, also where nothing is said of them', () => {
  expect(check('')).toEqual([expect.objectContaining({ id: 'short-queue-ids', line: 1 })])
  expect(check('a = b\nenable_long_queue_ids = no\n')).toEqual([expect.objectContaining({ id: 'short-queue-ids', line: 2 })])
})

test('a host that takes in mail for unknown recipients is found', () => {
  const found = check('enable_long_queue_ids = yes\nlocal_recipient_maps =\nrelay_domains = customer.example\n')
  expect(found.map(({ id, line }) => ({ id, line }))).toEqual([{ id: 'no-recipient-check', line: 2 }, { id: 'no-recipient-check', line: 3 }])
})

test('a host that knows its recipients is not', () => {
  expect(check('enable_long_queue_ids = yes\nrelay_domains = customer.example\nrelay_recipient_maps = lmdb:/etc/postfix/customers\n')).toEqual([])
  expect(check('enable_long_queue_ids = yes\nmydestination =\nlocal_recipient_maps =\n')).toEqual([])
})

test('a sender judged before the recipient is known shuts the door', () => {
  expect(check(`${GOOD}smtpd_delay_reject = no\n`)).toEqual([expect.objectContaining({ id: 'door-needs-delayed-reject', line: 4 })])
})
