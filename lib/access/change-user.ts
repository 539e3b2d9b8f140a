import { randomBytes } from 'node:crypto'
import { actorUserId } from '../audit/actor.ts'
import { recordAudit } from '../audit/audit-records.ts'
import type { Doing } from '../audit/doing.ts'
import type { Tx } from '../db.ts'
import { AppError } from '../errors.ts'
import { hashPassword } from './password.ts'
import { revokeSessionsOfUser } from './sessions-records.ts'
import { refuseUserChange, type ChangeRolesInput, type ChangeUserInput, type UserChange } from './user.ts'
import { holdUser, setUserDisabled, setUserPassword, setUserRoles, type UserForChange } from './users-records.ts'

/** What a person is to the desk from his next request on. */
export async function changeRoles(doing: Doing, { userId, roles }: ChangeRolesInput): Promise<void> {
  await onUser(doing, userId, { what: 'roles', roles }, async (tx, user) => {
    await setUserRoles(tx, userId, roles)
    await record(tx, doing, 'user: roles', user, { before: { roles: user.roles }, after: { roles } })
  })
}

/** Shuts a person out and ends all his sessions; his next request is refused (ASVS 7.4.2). */
export async function shutOutUser(doing: Doing, { userId }: ChangeUserInput): Promise<void> {
  await onUser(doing, userId, { what: 'disable' }, async (tx, user) => {
    await setUserDisabled(tx, userId, doing.now)
    const sessions = await revokeSessionsOfUser(tx, userId, doing.now)
    await record(tx, doing, 'user: disable', user, { after: { sessions } })
  })
}

/** Lets a person in again who was shut out; with the password he had. */
export async function letInUser(doing: Doing, { userId }: ChangeUserInput): Promise<void> {
  await onUser(doing, userId, null, async (tx, user) => {
    await setUserDisabled(tx, userId, null)
    await record(tx, doing, 'user: enable', user, {})
  })
}

/** Ends all sessions of a person; he may sign in again at once. */
export async function endSessions(doing: Doing, { userId }: ChangeUserInput): Promise<{ ended: number }> {
  return onUser(doing, userId, null, async (tx, user) => {
    const ended = await revokeSessionsOfUser(tx, userId, doing.now)
    await record(tx, doing, 'user: end sessions', user, { after: { sessions: ended } })
    return { ended }
  })
}

/** Gives a person a new password and ends all his sessions. @returns the password, shown once and stored nowhere */
export async function renewPassword(doing: Doing, { userId }: ChangeUserInput): Promise<{ password: string }> {
  const password = makePassword()
  const hash = await hashPassword(password)
  await onUser(doing, userId, null, async (tx, user) => {
    await setUserPassword(tx, userId, hash)
    const sessions = await revokeSessionsOfUser(tx, userId, doing.now)
    await record(tx, doing, 'user: new password', user, { after: { sessions } })
  })
  return { password }
}

/** 120 bits, in characters that can be read out. */
export function makePassword(): string {
  return randomBytes(15).toString('base64url')
}

async function onUser<T>({ db, actor }: Doing, userId: number, change: UserChange | null, act: (tx: Tx, user: UserForChange) => Promise<T>): Promise<T> {
  return db.$transaction(async (tx) => {
    const user = await holdUser(tx, userId)
    if (!user) throw new AppError('not-found', `no user ${userId}`)
    const why = change && refuseUserChange(actorUserId(actor), user, change)
    if (why) throw new AppError('conflict', `user ${userId}: ${why}`, { userMessageKey: `errors.${why}` })
    return act(tx, user)
  })
}

async function record(tx: Tx, { now, actor }: Doing, action: string, user: UserForChange, what: { before?: unknown; after?: unknown }): Promise<void> {
  await recordAudit(tx, { at: now, actor, action, subject: `user ${user.email}`, ...what })
}
