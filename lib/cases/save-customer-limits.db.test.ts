import { expect, test } from 'vitest'
import { DEFAULT_POLICY } from '../policies/policy.ts'
import { withTestDatabase } from '../setup/test-database.ts'
import { saveCustomerLimits } from './save-customer-limits.ts'
import { savePolicy } from './save-policy.ts'
import { givenBakery, givenHost, NOON, workerAt } from './story-for-tests.ts'

const MORE = { ...DEFAULT_POLICY.limits, recipientsMax: 2000 }
const BAKERY = { customerNumber: '10417', reason: 'newsletter' }

async function givenCustomer() {
  const { db } = await withTestDatabase()
  await givenHost(db, 'mx02')
  await givenBakery(db)
  return { db, doing: workerAt(db, NOON), wish: () => db.standingOrder.findFirstOrThrow({ where: { kind: 'limits', key: '@baeckerei.example' } }) }
}

test('a customer gets limits of his own, and the hosts hold his domains to them', async () => {
  const { db, doing, wish } = await givenCustomer()
  await saveCustomerLimits(doing, { ...BAKERY, limits: MORE })
  expect(await wish()).toMatchObject({ data: { limits: MORE } })
  expect(await db.audit.findFirstOrThrow({ where: { action: 'policy: save' } })).toMatchObject({ subject: 'policy of customer 10417', reason: 'newsletter' })
})

test('with none of his own everybody’s limits hold again', async () => {
  const { doing, wish } = await givenCustomer()
  await saveCustomerLimits(doing, { ...BAKERY, limits: MORE })
  await saveCustomerLimits(doing, { ...BAKERY, limits: null })
  expect(await wish()).toMatchObject({ data: { limits: null } })
})

// The right to change limits is not the right to change how long mail is kept.
test('the rest of his policy stays as it is', async () => {
  const { db, doing } = await givenCustomer()
  await savePolicy(doing, { of: 'customer', customerNumber: '10417', policy: { notices: 'review', limits: MORE }, reason: 'by phone' })
  await saveCustomerLimits(doing, { ...BAKERY, limits: null })
  expect(await db.policy.findFirstOrThrow()).toMatchObject({ data: { notices: 'review' } })
})

test('a number nobody has is refused', async () => {
  const { doing } = await givenCustomer()
  await expect(saveCustomerLimits(doing, { ...BAKERY, customerNumber: '404', limits: MORE })).rejects.toMatchObject({ code: 'not-found' })
})
