import 'server-only'
import { decode } from 'next-auth/jwt'
import { cookies } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import type { Actor } from '../audit/actor.ts'
import { asLanguage, asTheme, type Language, type Theme } from '../i18n/language.ts'
import { sessionCookieName } from './auth-cookie.ts'
import { AUDIENCES, hasSameRights, may, role, type Audience, type Role } from './permissions.ts'
import { findLiveSession, type LiveSession } from './sessions-records.ts'
import { webDb, webDesk } from './web-desk.ts'

/** Who asks. Read from the database at every request; nothing but the session's id is taken from the cookie. */
export type Viewer = {
  userId: number
  name: string
  initials: string
  roles: readonly Role[]
  language: Language | undefined
  theme: Theme | undefined
  /** The customer whose things this person may see; null for staff. */
  customerId: number | null
  sessionId: string
}

/** Whoever is signed in, or null. One query per request, however often it is asked. */
export const currentViewer = cache(async (): Promise<Viewer | null> => {
  const { env, db } = webDesk()
  const cookie = (await cookies()).get(sessionCookieName(env.NEXTAUTH_URL))?.value
  const sessionId = await readSessionId(cookie, env.NEXTAUTH_SECRET)
  const live = sessionId && (await findLiveSession(db, sessionId, new Date()))
  return live ? viewerOf(live) : null
})

/**
 * The viewer of a page. Call it first in every page: layouts do not run again when people move on.
 * Signed out leads to the sign-in; without the audience's right the page does not exist.
 */
export async function requireViewer(audience: Audience): Promise<Viewer> {
  const viewer = await currentViewer()
  if (!viewer) redirect('/login')
  if (!may(viewer, AUDIENCES[audience])) notFound()
  return viewer
}

/** The viewer of a customer's page, with the customer for the query's `where`. */
export async function requireCustomer(): Promise<Viewer & { customerId: number }> {
  const viewer = await requireViewer('customer')
  if (viewer.customerId === null) notFound()
  return { ...viewer, customerId: viewer.customerId }
}

/** Who a viewer is now, asked anew of the database; null when his session counts no more. For what outlives its request. */
export async function viewerAgain({ sessionId }: Pick<Viewer, 'sessionId'>): Promise<Viewer | null> {
  const live = await findLiveSession(webDb(), sessionId, new Date())
  return live && viewerOf(live)
}

/** Whether a viewer may still do all that he might when he asked, and is still the same customer's. */
export async function hasSameAccess(viewer: Viewer): Promise<boolean> {
  const again = await viewerAgain(viewer)
  return again !== null && hasSameRights(again, viewer)
}

/** The viewer as the one who acts, for operations, change rows and audit. */
export function actorOf(viewer: Viewer): Actor {
  return viewer.customerId === null
    ? { kind: 'person', userId: viewer.userId, name: viewer.name }
    : { kind: 'customer', userId: viewer.userId, customerId: viewer.customerId }
}

/** A live session as a viewer. Roles that the desk does not know count for nothing. */
function viewerOf(live: LiveSession): Viewer {
  const { id, name, initials, roles, customerId, language, theme } = live.user
  const known = roles.filter((one): one is Role => role.safeParse(one).success)
  return { userId: id, name, initials, roles: known, customerId, language: asLanguage(language), theme: asTheme(theme), sessionId: live.sessionId }
}

async function readSessionId(cookie: string | undefined, secret: string): Promise<string | null> {
  if (!cookie) return null
  try {
    const token = await decode({ token: cookie, secret })
    return typeof token?.['sid'] === 'string' ? token['sid'] : null
  } catch {
    // A cookie that was not made with our secret is no sign-in; whose it was cannot be known.
    return null
  }
}
