import { expect, test } from 'vitest'
import { disableUser } from '../access/end-access.ts'
import { homeOf } from '../access/permissions.ts'
import { openSession } from '../access/open-session.ts'
import { findLiveSession } from '../access/sessions-records.ts'
import { keepPortalLink } from '../notices/notice-records.ts'
import { portalToken, portalTokenHash } from '../notices/portal-token.ts'
import { withTestDatabase } from '../setup/test-database.ts'
import { openPortalLink } from './open-portal-link.ts'

const NOW = new Date('2026-11-24T13:00:00Z')
const DAY = 86_400_000
const token = (notice: string) => portalToken('a secret of the desk, long enough', notice)

async function desk() {
  const { db } = await withTestDatabase()

  async function customerWithLink(number: string, account: string) {
    const customer = await db.customer.create({ data: { number, name: `Kunde ${number}`, language: 'de' } })
    const { id: accountId } = await db.account.create({ data: { name: account, customerId: customer.id } })
    const lock = await db.relayLock.create({ data: { id: crypto.randomUUID(), accountId, state: 'notified', stateSince: NOW, lockedAt: NOW, origin: 'agent', evidence: {} } })
    const ticket = await db.ticket.create({ data: { lockId: lock.id, customerId: customer.id } })
    await keepPortalLink(db, { tokenHash: portalTokenHash(token(number)), ticketId: ticket.id, createdAt: NOW, endsAt: new Date(NOW.getTime() + 30 * DAY) })
    return { customer, ticket }
  }

  return { db, bakery: await customerWithLink('10417', 'kontakt@baeckerei-muster.example'), club: await customerWithLink('10982', 'newsletter@tsv-beispiel.example') }
}

test('the link in a notice lets its customer in, and nobody else’s things come with it', async () => {
  const { db, bakery } = await desk()
  const opened = await openPortalLink(db, { token: token('10417'), now: NOW })
  expect(opened.ticketNumber).toBe(bakery.ticket.number)

  const live = await findLiveSession(db, await openSession(db, { userId: opened.userId, userAgent: '', now: NOW }), NOW)
  expect(live?.user).toMatchObject({ customerId: bakery.customer.id, roles: ['customer'], language: 'de' })
  expect(homeOf(['customer'])).toBe('/portal')
})

test('a link may be used again while it lives, also twice at once, and stands for one person', async () => {
  const { db, bakery } = await desk()
  const opened = await Promise.all([1, 2, 3].map(() => openPortalLink(db, { token: token('10417'), now: NOW })))
  expect(new Set(opened.map((one) => one.userId)).size).toBe(1)
  expect(await db.user.count({ where: { customerId: bakery.customer.id } })).toBe(1)
})

test('each customer’s link leads to his own ticket', async () => {
  const { db, bakery, club } = await desk()
  const first = await openPortalLink(db, { token: token('10417'), now: NOW })
  const second = await openPortalLink(db, { token: token('10982'), now: NOW })
  expect([first.ticketNumber, second.ticketNumber]).toEqual([bakery.ticket.number, club.ticket.number])
  expect(first.userId).not.toBe(second.userId)
})

test('an ended, a revoked, an unknown and a mangled link are all the same: not found', async () => {
  const { db } = await desk()
  const refused = { code: 'not-found' }
  await expect(openPortalLink(db, { token: token('10417'), now: new Date(NOW.getTime() + 31 * DAY) })).rejects.toMatchObject(refused)
  await expect(openPortalLink(db, { token: token('nobody'), now: NOW })).rejects.toMatchObject(refused)
  await expect(openPortalLink(db, { token: portalTokenHash(token('10417')), now: NOW })).rejects.toMatchObject(refused)
  await expect(openPortalLink(db, { token: '', now: NOW })).rejects.toMatchObject(refused)

  await db.portalLink.updateMany({ where: { tokenHash: portalTokenHash(token('10417')) }, data: { revokedAt: NOW } })
  await expect(openPortalLink(db, { token: token('10417'), now: NOW })).rejects.toMatchObject(refused)
})

test('a customer whose access is disabled is not let in by an old link', async () => {
  const { db } = await desk()
  const { userId } = await openPortalLink(db, { token: token('10417'), now: NOW })
  await disableUser(db, userId, NOW)
  await expect(openPortalLink(db, { token: token('10417'), now: NOW })).rejects.toMatchObject({ code: 'not-found' })
})

test('who came in by which link is on record', async () => {
  const { db, bakery } = await desk()
  const { userId } = await openPortalLink(db, { token: token('10417'), now: NOW })
  expect(await db.audit.findMany({ select: { userId: true, action: true, subject: true } })).toEqual([{ userId, action: 'sign in by link', subject: `ticket ${bakery.ticket.number}` }])
})
