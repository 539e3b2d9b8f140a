import 'server-only'
import { may } from '../access/permissions.ts'
import type { Viewer } from '../access/viewer.ts'
import type { Db } from '../db.ts'
import type { SendingSetting } from './domain-check.ts'
import { listSendingAddresses } from './due-domain-records.ts'
import { readSendingSetting } from './sending-setting-records.ts'

export type SendingForAdmin = { setting: SendingSetting; addresses: number }

/** What is set of our sending, and how many addresses of hosts it is held against. */
export async function getSendingForAdmin(db: Db, viewer: Pick<Viewer, 'roles'>): Promise<SendingForAdmin | null> {
  if (!may(viewer, 'configure')) return null
  const [setting, addresses] = await Promise.all([readSendingSetting(db), listSendingAddresses(db)])
  return { setting, addresses: addresses.length }
}
