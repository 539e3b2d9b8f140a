import type { AuthOptions } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'
import { makeAttemptLimit } from '../../../../lib/access/attempt-limit.ts'
import { addressOf } from '../../../../lib/access/client-address.ts'
import { openSession, SESSION_HOURS } from '../../../../lib/access/open-session.ts'
import { revokeSession } from '../../../../lib/access/sessions-records.ts'
import { signInWithPassword, type SignInLimits } from '../../../../lib/access/sign-in.ts'
import { webDesk } from '../../../../lib/access/web-desk.ts'
import { openPortalLink } from '../../../../lib/cases/open-portal-link.ts'
import { toAppError } from '../../../../lib/errors.ts'

type Headers = Record<string, string> | undefined

/** How people sign in. The token in the cookie carries a session's id and nothing else that anybody relies on. */
export function authOptions(): AuthOptions {
  const { env } = webDesk()

  return {
    secret: env.NEXTAUTH_SECRET,
    session: { strategy: 'jwt', maxAge: SESSION_HOURS * 3600 },
    pages: { signIn: '/login', signOut: '/login', error: '/login' },
    providers: [passwordProvider, portalLinkProvider],
    callbacks: {
      async jwt({ token, user }) {
        if (!user) return token
        const sid = await openSession(webDesk().db, { userId: Number(user.id), userAgent: user.name ?? '', now: new Date() })
        return { sid }
      },
      // Nobody reads next-auth's own session: pages and actions ask the database (lib/access/viewer.ts).
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      async signOut({ token }) {
        if (typeof token?.['sid'] === 'string') await revokeSession(webDesk().db, token['sid'], new Date())
      },
    },
    logger: {
      error: (code, metadata) => webDesk().log.error({ code, err: metadata instanceof Error ? metadata : undefined }, 'sign-in failed'),
      warn: (code) => webDesk().log.warn({ code }, 'sign-in warning'),
      debug: () => undefined,
    },
  }
}

const shared = globalThis as typeof globalThis & { relaywardSignInLimits?: SignInLimits }
const WINDOW = { windowMs: 15 * 60_000, keysMax: 10_000 }

/** Counted across reloads of development too. */
function limits(): SignInLimits {
  shared.relaywardSignInLimits ??= { byAccount: makeAttemptLimit({ max: 10, ...WINDOW }), byAddress: makeAttemptLimit({ max: 40, ...WINDOW }) }
  return shared.relaywardSignInLimits
}

const passwordProvider = CredentialsProvider({
  id: 'password',
  credentials: { email: {}, password: {} },
  authorize: (credentials, { headers }) =>
    signedIn(headers, async () => {
      const attempt = { email: textOf(credentials?.email), password: textOf(credentials?.password), address: addressOf(headers), now: new Date() }
      return signInWithPassword(webDesk().db, limits(), attempt)
    }),
})

const portalLinkProvider = CredentialsProvider({
  id: 'portal-link',
  credentials: { token: {} },
  authorize: (credentials, { headers }) =>
    signedIn(headers, async () => (await openPortalLink(webDesk().db, { token: textOf(credentials?.token), now: new Date() })).userId),
})

/** next-auth puts the message of an error into the address of the sign-in page: a code there, never more. */
async function signedIn(headers: Headers, find: () => Promise<number>) {
  try {
    const userId = await find()
    return { id: String(userId), name: headers?.['user-agent'] ?? '' }
  } catch (thrown) {
    const error = toAppError(thrown)
    webDesk().log.warn({ code: error.code, from: addressOf(headers), err: error.code === 'internal' ? error : undefined }, 'sign-in refused')
    throw new Error(error.code, { cause: thrown })
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
