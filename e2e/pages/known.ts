import { portalToken } from '../../lib/notices/portal-token.ts'
import type { FilledDesk } from './filled-desk.ts'
import type { Known } from './page-cases.ts'

/** Numbers and ids of the newest lock of each account, and a link that lives. */
export async function readKnown({ db, secret }: FilledDesk): Promise<Known> {
  const locks = await db.relayLock.findMany({ orderBy: { lockedAt: 'asc' }, select: { id: true, account: { select: { name: true } }, ticket: { select: { number: true } } } })
  const notice = await db.notice.findFirstOrThrow({ where: { state: 'sent' }, orderBy: { createdAt: 'desc' }, select: { id: true } })
  const newest = new Map(locks.map((lock) => [lock.account.name, lock]))
  const of = (account: string) => {
    const lock = newest.get(account)
    if (!lock?.ticket) throw new Error(`${account} has no lock with a ticket on the filled desk`)
    return { id: lock.id, number: lock.ticket.number }
  }
  return { lockOf: (account) => of(account).id, ticketOf: (account) => of(account).number, linkToken: portalToken(secret, notice.id) }
}
