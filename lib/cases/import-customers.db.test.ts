import { expect, test } from 'vitest'
import { parseCustomers } from '../customers/parse-customers.ts'
import { withTestDatabase } from '../setup/test-database.ts'
import { importCustomers } from './import-customers.ts'
import { storeAgentEvents } from './store-agent-events.ts'
import { eventPage, givenHost, lockMade, NOON, workerAt } from './story-for-tests.ts'

const BAKERY = parseCustomers('number,name,contact_name,contact_email,accounts,domains\n10417,Bäckerei,Frau Muster,post@privat.example,uid:shop@web7,baeckerei.example\n').customers

test('importing the same twice changes nothing', async () => {
  const { db } = await withTestDatabase()
  await importCustomers(workerAt(db, NOON), BAKERY)
  const before = [await db.contact.findMany(), await db.account.findMany(), await db.customerDomain.findMany(), await db.changeRow.count()]
  expect(await importCustomers(workerAt(db, NOON), BAKERY)).toMatchObject({ created: 0, updated: 1, noticesQueued: 0 })
  expect([await db.contact.findMany(), await db.account.findMany(), await db.customerDomain.findMany(), await db.changeRow.count()]).toEqual(before)
})

test('a locked account of nobody finds its customer by his domain, and the three questions go out', async () => {
  const { db } = await withTestDatabase()
  const host = await givenHost(db, 'mx02')
  await storeAgentEvents(workerAt(db, NOON), host.id, eventPage(1, [lockMade('kontakt@baeckerei.example')]))
  expect(await importCustomers(workerAt(db, NOON), BAKERY)).toMatchObject({ created: 1, accounts: 2, noticesQueued: 1 })
  expect(await db.notice.findFirstOrThrow()).toMatchObject({ kind: 'three-questions', to: ['post@privat.example'] })
})

test('an import that takes a domain of somebody else is refused whole', async () => {
  const { db } = await withTestDatabase()
  await importCustomers(workerAt(db, NOON), BAKERY)
  const second = parseCustomers('[{"number":"1","name":"Gut"},{"number":"2","name":"Fremd","domains":["baeckerei.example"]}]').customers
  await expect(importCustomers(workerAt(db, NOON), second)).rejects.toThrow('domain baeckerei.example belongs to customer 10417')
  expect(await db.customer.count()).toBe(1)
})
