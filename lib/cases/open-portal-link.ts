import { upsertLinkUser } from '../access/users-records.ts'
import { recordAudit } from '../audit/audit-records.ts'
import type { Db } from '../db.ts'
import { AppError } from '../errors.ts'
import { findPortalLink } from '../notices/notice-records.ts'
import { portalTokenHash } from '../notices/portal-token.ts'

/**
 * Lets the customer of a notice's link in, without a password: the link leads to one ticket, and the person it signs
 * in sees what is this customer's. A link may be used again while it lives; whoever can read the notice may answer it.
 *
 * @returns the person to open a session for, and the ticket the link leads to
 * @throws AppError `not-found` for an unknown, ended or revoked link, or a customer whose access is disabled
 */
export async function openPortalLink(db: Db, { token, now }: { token: string; now: Date }): Promise<{ userId: number; ticketNumber: number }> {
  const link = TOKEN.test(token) ? await findPortalLink(db, portalTokenHash(token), now) : null
  if (!link) throw new AppError('not-found', 'Link is unknown, ended or revoked')

  const { customerId, ticketNumber } = link
  return db.$transaction(async (tx) => {
    const user = await upsertLinkUser(tx, customerId, now)
    if (user.disabledAt) throw new AppError('not-found', 'The customer’s access is disabled')
    const actor = { kind: 'customer', userId: user.id, customerId } as const
    await recordAudit(tx, { at: now, actor, action: 'sign in by link', subject: `ticket ${ticketNumber}` })
    return { userId: user.id, ticketNumber }
  })
}

const TOKEN = /^[A-Za-z0-9_-]{43}$/
