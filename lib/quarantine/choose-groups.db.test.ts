import { expect, test } from 'vitest'
import { BAKER } from '../cases/given-ticket-for-tests.ts'
import { givenQuarantine } from '../cases/given-quarantine-for-tests.ts'
import { NOON } from '../cases/story-for-tests.ts'
import { withTestDatabase } from '../setup/test-database.ts'
import { readQuarantineAddress } from './quarantine-address.ts'
import { getQuarantinePage, previewActForDesk } from './quarantine-page-views.ts'

const SUPPORT = { roles: ['support' as const] }
const WHOLE = { filter: {}, accounts: [BAKER], batches: [], ids: [], except: [] }

test('an account is chosen whole but for one mail and for one domain that stays', async () => {
  const { db } = await withTestDatabase()
  await givenQuarantine(db, 9)
  const one = await db.quarantinedMessage.findFirstOrThrow({ where: { recipientDomain: 'gmx.example' }, select: { id: true } })

  expect((await previewActForDesk(db, SUPPORT, WHOLE))?.messages).toBe(9)
  const asked = { ...WHOLE, except: [String(one.id)], exceptDomains: ['outlook.example'] }
  const preview = await previewActForDesk(db, SUPPORT, asked)
  expect(preview?.messages).toBe(5)
  expect(preview?.domains).toEqual([{ domain: 't-online.example', messages: 3 }, { domain: 'gmx.example', messages: 2 }])
  expect(preview?.locks).toMatchObject([{ account: BAKER, lockState: 'locked' }])
})

test('a chosen account outside of the filter stays untouched', async () => {
  const { db } = await withTestDatabase()
  await givenQuarantine(db, 3)
  expect((await previewActForDesk(db, SUPPORT, { ...WHOLE, filter: { host: 'mx09' } }))?.messages).toBe(0)
  expect((await previewActForDesk(db, SUPPORT, { ...WHOLE, filter: { host: 'mx02' } }))?.messages).toBe(3)
})

test('nothing chosen is nothing, not everything', async () => {
  const { db } = await withTestDatabase()
  await givenQuarantine(db, 3)
  expect((await previewActForDesk(db, SUPPORT, { ...WHOLE, accounts: [] }))?.messages).toBe(0)
})

test('who does not see the desk sees neither the page nor a preview', async () => {
  const { db } = await withTestDatabase()
  await givenQuarantine(db, 1)
  const admin = { roles: ['admin' as const] }
  expect(await getQuarantinePage(db, admin, { address: readQuarantineAddress({}), now: NOON })).toBeNull()
  expect(await previewActForDesk(db, admin, WHOLE)).toBeNull()
})
