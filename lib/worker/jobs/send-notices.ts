import type { Db } from '../../db.ts'
import { sendMail, type MailOutcome, type MailServer, type OutgoingMail } from '../../mail/send-mail.ts'
import { settleSentNotice } from '../../cases/settle-sent-notice.ts'
import type { DeskSetting } from '../../notices/desk.ts'
import { readDesk } from '../../notices/desk-records.ts'
import { claimNotice, keepPortalLink, type QueuedNoticeRow } from '../../notices/notice-records.ts'
import { PORTAL_LINK_MARK } from '../../notices/notice.ts'
import { portalLink, portalToken, portalTokenHash } from '../../notices/portal-token.ts'
import { livingWorkers } from '../lease-records.ts'

export type NoticeSender = {
  db: Db
  /** Name of this copy, unique among all that run. */
  holder: string
  mailServer: MailServer
  /** Signs portal links (RELAYWARD_SECRET) and the address they begin with (RELAYWARD_URL). */
  secret: string
  publicUrl: string
  now: () => Date
  /** In [0, 1). */
  random: () => number
  /** Longer than the mail server may take; then another copy tries. */
  leaseMs?: number
}

const LEASE_MS = 60_000
/** Tickets, and so their links, are kept for three years at most. */
const LINK_DAYS_MAX = 3 * 366

/** Sends everything that is due, one notice after the other, until nothing is or the signal says stop. Returns how many were tried. */
export async function sendNotices(sender: NoticeSender, signal: AbortSignal): Promise<number> {
  let tried = 0
  while (!signal.aborted && (await sendNextNotice(sender))) tried += 1
  return tried
}

/**
 * Takes one notice that is due, sends it, writes down what became of it. False when none is due. A copy that dies in
 * between leaves it claimed; when it counts as dead another sends the same bytes under the same Message-ID.
 */
export async function sendNextNotice(sender: NoticeSender): Promise<boolean> {
  const { db, holder, leaseMs = LEASE_MS } = sender
  const living = await livingWorkers(db)
  const notice = await claimNotice(db, { holder, living, now: sender.now(), leaseMs })
  if (!notice) return false

  const desk = await readDesk(db)
  const text = await withPortalLink(sender, notice)
  const outcome = await deliver(sender.mailServer, desk, notice, text)
  await settleSentNotice({ db, now: sender.now(), actor: { kind: 'worker' } }, { notice, holder, outcome, random: sender.random() })
  return true
}

/** The link's token is made here, from the notice's id; the database gets its hash before the mail leaves. */
async function withPortalLink({ db, secret, publicUrl }: NoticeSender, notice: QueuedNoticeRow): Promise<string> {
  if (notice.ticketId === null || !notice.text.includes(PORTAL_LINK_MARK)) return notice.text
  const token = portalToken(secret, notice.id)
  const endsAt = new Date(notice.createdAt.getTime() + LINK_DAYS_MAX * 86_400_000)
  await keepPortalLink(db, { tokenHash: portalTokenHash(token), ticketId: notice.ticketId, createdAt: notice.createdAt, endsAt })
  return notice.text.replaceAll(PORTAL_LINK_MARK, portalLink(publicUrl, token))
}

function deliver(server: MailServer, desk: DeskSetting, notice: QueuedNoticeRow, text: string): Promise<MailOutcome> {
  const mail: OutgoingMail = {
    messageId: notice.messageId,
    date: notice.createdAt,
    from: { name: desk.providerName, address: desk.noticeAddress },
    replyTo: desk.replyAddress,
    to: notice.to,
    subject: notice.subject,
    text,
  }
  return sendMail(server, mail)
}
