import 'server-only'
import { may } from '../access/permissions.ts'
import type { Viewer } from '../access/viewer.ts'
import type { Db } from '../db.ts'
import { whereFilter, type MessageScope } from './message-where.ts'
import { readActProgress, listActFailures, type ActProgress } from './quarantine-act-records.ts'
import { groupByAccount, groupByBurst, listExpiring, listMessages, sumMessages, type AccountGroup, type BurstGroup, type ExpiringMail, type ListedMessage, type MessageSums } from './quarantine-list-records.ts'
import { maskAddress, type MessageFilter } from './quarantined-message.ts'

type Staff = Pick<Viewer, 'roles'>
type Page = { filter: MessageFilter; after: string | null; limit: number }

export type QuarantineOverview = { sums: MessageSums; accounts: AccountGroup[]; bursts: BurstGroup[]; expiring: ExpiringMail[] }

/** The head of the quarantine page: sums, groups by account and by burst, and what is deleted within two days. */
export async function getQuarantine(db: Db, viewer: Staff, { filter, now }: { filter: MessageFilter; now: Date }): Promise<QuarantineOverview | null> {
  if (!may(viewer, 'see-desk')) return null
  return overview(db, filter, { customerId: null }, now)
}

/** What is held of one customer's mail. */
export async function getQuarantineForCustomer(db: Db, { customerId, now }: { customerId: number; now: Date }): Promise<QuarantineOverview> {
  return overview(db, {}, { customerId }, now)
}

const SOON_MS = 2 * 86_400_000

async function overview(db: Db, filter: MessageFilter, scope: MessageScope, now: Date): Promise<QuarantineOverview> {
  const [sums, accounts, bursts, expiring] = await Promise.all([
    sumMessages(db, whereFilter(filter, scope)),
    groupByAccount(db, filter, scope),
    groupByBurst(db, filter, scope),
    listExpiring(db, new Date(now.getTime() + SOON_MS), scope),
  ])
  return { sums, accounts, bursts, expiring }
}

export type MessageRow = Omit<ListedMessage, 'id' | 'recipients'> & { id: string; recipients: string[]; moreRecipients: number }
export type MessagePage = { messages: MessageRow[]; next: string | null; total: number }

const RECIPIENTS_SHOWN = 3

/** One page of the list. `after` is the `next` of the page before. Addresses are masked unless the viewer may see them. */
export async function getMessagePage(db: Db, viewer: Staff, page: Page): Promise<MessagePage> {
  if (!may(viewer, 'see-desk')) return { messages: [], next: null, total: 0 }
  return messagePage(db, page, { customerId: null }, may(viewer, 'unmask-subjects'))
}

/** A customer sees his own mail's addresses: he wrote them (or whoever had his password did). */
export async function getMessagePageForCustomer(db: Db, { customerId, ...page }: Page & { customerId: number }): Promise<MessagePage> {
  return messagePage(db, page, { customerId }, true)
}

async function messagePage(db: Db, page: Page, scope: MessageScope, seesAddresses: boolean): Promise<MessagePage> {
  const after = page.after === null ? null : BigInt(page.after)
  const [rows, sums] = await Promise.all([
    listMessages(db, { filter: page.filter, scope, after, limit: page.limit + 1 }),
    sumMessages(db, whereFilter(page.filter, scope)),
  ])
  const shown = rows.slice(0, page.limit)
  const last = shown.at(-1)
  return { messages: shown.map((row) => messageRow(row, seesAddresses)), next: rows.length > page.limit && last ? String(last.id) : null, total: sums.messages }
}

function messageRow({ id, recipients, sender, ...row }: ListedMessage, seesAddresses: boolean): MessageRow {
  const see = seesAddresses ? (address: string) => address : maskAddress
  return { ...row, id: String(id), sender: see(sender), recipients: recipients.slice(0, RECIPIENTS_SHOWN).map(see), moreRecipients: Math.max(0, recipients.length - RECIPIENTS_SHOWN) }
}

export type ActView = ActProgress & { actId: string; undoable: number; failures: { queueId: string; host: string; failure: string }[] }

/** How far an act is, with what failed and why; null when there is no such act. */
export async function getAct(db: Db, viewer: Staff, actId: string): Promise<ActView | null> {
  const progress = may(viewer, 'see-desk') ? await readActProgress(db, actId) : null
  if (!progress) return null
  return { ...progress, actId, undoable: progress.unsent, failures: await listActFailures(db, actId, 200) }
}
