import { stepOf } from '../../lib/agent/deliveries/count-cells.ts'
import { createUser } from '../../lib/access/create-user.ts'
import { draftRequest } from '../../lib/cases/draft-request.ts'
import type { Db } from '../../lib/db.ts'
import type { EventOf } from '../../lib/protocol/events.ts'
import { burstStep, hourOf } from '../pages/burst-steps.ts'
import { hostTells, liveThrough, openFilledDesk, STAFF_PASSWORD, type FilledDesk } from '../pages/filled-desk.ts'

/** A lock with all that hangs on it. */
export type LockedAccount = { account: string; lockId: string; ticketId: number; ticket: number; incident: number; batchId: string; messageIds: string[] }

export type CustomerWithThings = LockedAccount & {
  userId: number
  email: string
  number: string
  customerId: number
  /** Further locked accounts of his, each with its own ticket. */
  others: LockedAccount[]
  /** Accounts of his that may send. */
  free: string[]
  /** A second person of his, for acts on people. */
  second: number
  /** Names, addresses and ids of what is his: none of them stands in an answer to somebody else. */
  words: string[]
}

export type TwoCustomers = { filled: FilledDesk; a: CustomerWithThings; b: CustomerWithThings }

type Plan = { number: string; domain: string; locked: string[]; free: string[]; words: string[] }
const A: Plan = { number: '10417', domain: 'baeckerei-muster.example', locked: ['kontakt'], free: ['bestellung'], words: ['Bäckerei Muster', 'Hanna Muster', 'hanna.muster@', '030 5550417'] }
const B: Plan = { number: '11871', domain: 'sanitaer-beispiel.example', locked: ['info', 'werkstatt', 'notdienst'], free: ['buero', 'lager'], words: ['Sanitär Beispiel', 'Uwe Beispiel', 'uwe@beispiel-privat', '0911 5551871'] }

/** Two customers of one provider, each with accounts, locks, tickets, incidents, quarantined mail and people of his own. */
export async function giveTwoCustomers(db: Db, secret: string, now: Date): Promise<TwoCustomers> {
  const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
  const filled = await openFilledDesk(db, secret, ago(2 * 1440))
  try {
    const names = [A, B].flatMap(({ domain, locked }) => locked.map((local) => `${local}@${domain}`))
    await liveThrough(filled, names.map((account, n) => burstStep({ account, host: n === 0 ? 'mx02' : 'mx01', at: ago(600 - n * 20), mails: 400, left: 20, taken: 4 })))
    for (const { domain, free } of [A, B]) {
      await hostTells(filled, 'mx01', ago(5), free.map((local) => hourOf(`${local}@${domain}`, ago(70), { messages: 3, recipients: 3, delivered: 3 })))
    }
    await hostTells(filled, 'mx01', ago(4), [refusedMails([A, B].map(({ domain, locked }) => `${locked[0]}@${domain}`), ago(20))])
    await draftRequest({ db, now: ago(3), actor: filled.people.support }, { addressee: 'list', addresseeId: 'spamcop', targets: ['198.51.100.13'], way: 'form', language: 'en' })
    return { filled, a: await thingsOf(db, A, now), b: await thingsOf(db, B, now) }
  } finally {
    await filled.stop()
  }
}

/** A receiver refuses mail of each of these accounts. */
function refusedMails(accounts: string[], at: Date): EventOf<'deliveries'> {
  const refused = { receiver: 'google', outcome: 'bounced', refusalClass: 'ip_block' } as const
  return {
    kind: 'deliveries', step: stepOf(at), cells: [{ ...refused, ip: null, count: accounts.length * 20 }],
    samples: accounts.map((account) => ({ ...refused, account, at: at.toISOString(), reply: '550 5.7.1 blocked' })),
  }
}

async function thingsOf(db: Db, plan: Plan, now: Date): Promise<CustomerWithThings> {
  const customer = await db.customer.findUniqueOrThrow({ where: { number: plan.number } })
  const addPerson = (local: string) =>
    createUser(db, { email: `${local}@${plan.domain}`, name: `${local} of ${plan.number}`, roles: ['customer'], password: STAFF_PASSWORD, customerId: customer.id, language: 'en', now })
  const locks = await Promise.all(plan.locked.map((local) => lockOf(db, `${local}@${plan.domain}`)))
  const [first, ...others] = locks
  if (!first) throw new Error('a plan locks one account at least')
  const [userId, second] = [await addPerson('chef'), await addPerson('second')]
  const queueIds = await db.quarantinedMessage.findMany({ where: { account: { customerId: customer.id } }, select: { queueId: true } })
  return {
    ...first, others, userId, second,
    email: `chef@${plan.domain}`, number: plan.number, customerId: customer.id, free: plan.free.map((local) => `${local}@${plan.domain}`),
    words: [plan.number, plan.domain, ...plan.words, ...locks.flatMap(({ lockId, batchId }) => [lockId, batchId]), ...queueIds.map(({ queueId }) => queueId)],
  }
}

async function lockOf(db: Db, account: string): Promise<LockedAccount> {
  const lock = await db.relayLock.findFirstOrThrow({ where: { account: { name: account } }, include: { ticket: true, incident: true, batches: { include: { messages: { orderBy: { id: 'asc' } } } } } })
  const [batch] = lock.batches
  if (!lock.ticket || !lock.incident || !batch) throw new Error(`${account} has no whole story`)
  return {
    account, lockId: lock.id, ticketId: lock.ticket.id, ticket: lock.ticket.number, incident: lock.incident.number,
    batchId: batch.id, messageIds: batch.messages.map(({ id }) => String(id)),
  }
}
