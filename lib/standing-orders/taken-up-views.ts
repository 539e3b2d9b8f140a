import 'server-only'
import { may } from '../access/permissions.ts'
import type { Viewer } from '../access/viewer.ts'
import type { Db } from '../db.ts'
import { listTakenUp } from './standing-order-records.ts'

export type TakenUpForAdmin = { hosts: number; taken: number; behind: { host: string; isSilent: boolean }[] }

/** How many hosts keep the newest limits that hold for everybody, and which do not yet. */
export async function limitsTakenUp(db: Db, viewer: Pick<Viewer, 'roles'>): Promise<TakenUpForAdmin> {
  return takenUp(db, viewer, 'limits')
}

/** The same for the door: the addresses that a locked account still reaches. */
export async function doorTakenUp(db: Db, viewer: Pick<Viewer, 'roles'>): Promise<TakenUpForAdmin> {
  return takenUp(db, viewer, 'door')
}

async function takenUp(db: Db, viewer: Pick<Viewer, 'roles'>, kind: string): Promise<TakenUpForAdmin> {
  const rows = may(viewer, 'configure') ? await listTakenUp(db, kind, '*') : []
  const behind = rows.filter((row) => !row.isTaken).map(({ host, isSilent }) => ({ host, isSilent }))
  return { hosts: rows.length, taken: rows.length - behind.length, behind }
}
