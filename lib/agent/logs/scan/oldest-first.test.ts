import { expect, test } from 'vitest'
import { oldestFirst } from './oldest-first.ts'

test.each([
  [['mail.log', 'mail.log.1', 'mail.log.10.gz', 'mail.log.2.gz'], ['mail.log.10.gz', 'mail.log.2.gz', 'mail.log.1', 'mail.log']],
  [['l/mail.log', 'l/mail.log-20261115.gz', 'l/mail.log-20261122'], ['l/mail.log-20261115.gz', 'l/mail.log-20261122', 'l/mail.log']],
  [['s/current', 's/@400000006b04fc61078d6efc.s', 's/@400000006b04fc60078d6efc.u'], ['s/@400000006b04fc60078d6efc.u', 's/@400000006b04fc61078d6efc.s', 's/current']],
  [['b.log', 'a.log', '-'], ['b.log', 'a.log', '-']],
])('%j is read in the order it was written', (files, order) => {
  expect(oldestFirst(files)).toEqual(order)
})
