import 'server-only'
import { may } from '../access/permissions.ts'
import type { Viewer } from '../access/viewer.ts'
import type { Db } from '../db.ts'
import { whereFilter } from './message-where.ts'
import { previewAct, type ActPreview } from './preview-act.ts'
import { filterOfAddress, type QuarantineAddress } from './quarantine-address.ts'
import { groupByAccount, groupByBurst, listExpiring, listQuarantineHosts, locksOf, sumMessages, type LockOfAccount, type MessageSums } from './quarantine-list-records.ts'
import { getMessagePage, type MessagePage } from './quarantine-views.ts'
import type { MessageFilter, MessageSelection } from './quarantined-message.ts'

type Staff = Pick<Viewer, 'roles'>

export type QuarantineGroup = {
  /** The account's name, or the burst's id. */
  key: string
  account: string
  hosts: string[]
  messages: number
  free: number
  freeBytes: number
  deleteAt: string | null
  /** By account: its latest lock. */
  lockState: string | null
  ticketNumber: number | null
  /** By burst: what took it out, and when. */
  cause: string | null
  takenAt: string | null
}

export type QuarantinePage = {
  sums: MessageSums
  hosts: string[]
  groups: QuarantineGroup[]
  /** Mails of the open group, or of the page of all mails. */
  mails: MessagePage | null
  /** What a policy deletes within three days, soonest first. */
  expiring: { account: string; messages: number; deleteAt: string }[]
}

const SOON_MS = 3 * 86_400_000
/** An open group shows so many mails until all are asked for; a page holds at most so many. */
export const MAILS_FIRST = 9
const MAILS_PER_PAGE = 500

/** What the quarantine page shows at its address; null for whoever does not see the desk. */
export async function getQuarantinePage(db: Db, viewer: Staff, { address, now }: { address: QuarantineAddress; now: Date }): Promise<QuarantinePage | null> {
  if (!may(viewer, 'see-desk')) return null
  const filter = filterOfAddress(address)
  const scope = { customerId: null }
  const [sums, hosts, groups, mails, expiring] = await Promise.all([
    sumMessages(db, whereFilter(filter, scope)),
    listQuarantineHosts(db),
    groupsOf(db, address, filter),
    mailsOf(db, viewer, address, filter),
    listExpiring(db, new Date(now.getTime() + SOON_MS), scope),
  ])
  return { sums, hosts, groups, mails, expiring: expiring.map((mail) => ({ ...mail, deleteAt: mail.deleteAt.toISOString() })) }
}

async function groupsOf(db: Db, { view }: QuarantineAddress, filter: MessageFilter): Promise<QuarantineGroup[]> {
  if (view === 'all') return []
  const scope = { customerId: null }
  if (view === 'account') {
    const groups = await groupByAccount(db, filter, scope)
    return groups.map((group) => ({ ...group, key: group.account, deleteAt: group.deleteAt?.toISOString() ?? null, cause: null, takenAt: null }))
  }
  const bursts = await groupByBurst(db, filter, scope)
  return bursts.map(({ batchId, host, takenAt, deleteAt, ...burst }) => ({
    ...burst, key: batchId, hosts: [host], deleteAt: deleteAt?.toISOString() ?? null, takenAt: takenAt.toISOString(), lockState: null, ticketNumber: null,
  }))
}

async function mailsOf(db: Db, viewer: Staff, { view, open, whole, after }: QuarantineAddress, filter: MessageFilter): Promise<MessagePage | null> {
  if (view === 'all') return getMessagePage(db, viewer, { filter, after: after ?? null, limit: MAILS_PER_PAGE })
  if (open === undefined) return null
  const limit = whole ? MAILS_PER_PAGE : MAILS_FIRST
  const inGroup = view === 'account' ? { ...filter, account: open } : UUID.test(open) ? { ...filter, batch: open } : null
  // A group outside of the filter has no mails to show.
  if (!inGroup || (view === 'account' && filter.account !== undefined && filter.account !== open)) return null
  return getMessagePage(db, viewer, { filter: inGroup, after: after ?? null, limit })
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export type ActPreviewForDesk = Omit<ActPreview, 'oldestArrivedAt'> & {
  oldestArrivedAt: string | null
  locks: LockOfAccount[]
  /** More than this person may delete at once. */
  isTooManyToDelete: boolean
}

const LOCKS_SHOWN = 5

/** What an act on a selection would do, for the panel beside the list; null for whoever does not see the desk. */
export async function previewActForDesk(db: Db, viewer: Staff, selection: MessageSelection): Promise<ActPreviewForDesk | null> {
  if (!may(viewer, 'see-desk')) return null
  const preview = await previewAct(db, selection)
  const locks = await locksOf(db, preview.accounts.slice(0, LOCKS_SHOWN))
  const isTooManyToDelete = preview.needsTyping && !may(viewer, 'delete-many')
  return { ...preview, oldestArrivedAt: preview.oldestArrivedAt?.toISOString() ?? null, locks, isTooManyToDelete }
}
