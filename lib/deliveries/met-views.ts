import 'server-only'
import { may } from '../access/permissions.ts'
import type { Viewer } from '../access/viewer.ts'
import type { Db } from '../db.ts'
import { receiverName } from '../receivers/receiver-name.ts'
import { metReceivers, type MetReceiver } from './met-refusals.ts'
import { accountsOfCustomer, listReplies, REPLIES_READ_MAX } from './receiver-records.ts'

const DAYS = 7
const DAY_MS = 86_400_000

/** Refusals that mail met in the last days. Samples only: their number is no count of attempts. */
export type Met = { receivers: (MetReceiver & { name: string })[]; samples: number; areAll: boolean; days: number }
type Asking = Pick<Viewer, 'roles'>

/** What an account's mail met; null for whoever may not see the desk. */
export async function getAccountMet(db: Db, viewer: Asking, account: string, now: Date): Promise<Met | null> {
  return may(viewer, 'see-desk') ? metOf(db, [account], now) : null
}

/** What the mail of all accounts of a customer met. */
export async function getCustomerMet(db: Db, viewer: Asking, number: string, now: Date): Promise<Met | null> {
  return may(viewer, 'see-desk') ? metOf(db, await accountsOfCustomer(db, number), now) : null
}

async function metOf(db: Db, accounts: string[], now: Date): Promise<Met> {
  const replies = accounts.length === 0 ? [] : await listReplies(db, { accounts }, new Date(now.getTime() - DAYS * DAY_MS))
  const receivers = metReceivers(replies).map((each) => ({ ...each, name: receiverName(each.receiver) }))
  return { receivers, samples: replies.length, areAll: replies.length < REPLIES_READ_MAX, days: DAYS }
}
