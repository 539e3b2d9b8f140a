import 'server-only'
import type { Db } from '../db.ts'
import { may, role, type Role } from './permissions.ts'
import { countLiveSessions } from './sessions-records.ts'
import { listUsers } from './users-records.ts'
import type { Viewer } from './viewer.ts'

export type UserForAdmin = {
  id: number
  email: string
  name: string
  roles: Role[]
  customer: { number: string; name: string } | null
  disabledAt: string | null
  sessions: number
  lastSignInAt: string | null
  isSelf: boolean
}

/** Everybody who may sign in, with what he is to the desk. */
export async function listUsersForAdmin(db: Db, viewer: Pick<Viewer, 'roles' | 'userId'>, now: Date): Promise<UserForAdmin[]> {
  if (!may(viewer, 'configure')) return []
  const [users, sessions] = await Promise.all([listUsers(db), countLiveSessions(db, now)])
  const byUser = new Map(sessions.map((row) => [row.userId, row]))
  return users.map(({ id, email, name, roles, customer, disabledAt }) => ({
    id, email, name, customer,
    roles: roles.filter((one): one is Role => role.safeParse(one).success),
    disabledAt: disabledAt?.toISOString() ?? null,
    sessions: byUser.get(id)?.live ?? 0,
    lastSignInAt: byUser.get(id)?.lastAt.toISOString() ?? null,
    isSelf: id === viewer.userId,
  }))
}
