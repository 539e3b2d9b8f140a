import { createHash, randomBytes } from 'node:crypto'
import { NextResponse, type NextRequest } from 'next/server'
import { csrfCookieName, sessionCookieName } from './lib/access/auth-cookie.ts'
import { webDesk } from './lib/access/web-desk.ts'
import { securityHeaders } from './lib/access/security-headers.ts'

/**
 * Before every page: security headers, the token that sign-in forms carry, and a short way to the sign-in for those
 * without any cookie. It is not a lock: pages, actions and routes ask for the live session themselves.
 */
export function proxy(request: NextRequest): NextResponse {
  const { env } = webDesk()
  const nonce = randomBytes(16).toString('base64')
  const guards = securityHeaders({ nonce, webAddress: env.NEXTAUTH_URL, isDevelopment: process.env.NODE_ENV === 'development' })

  const isKnown = request.cookies.has(sessionCookieName(env.NEXTAUTH_URL))
  const response = needsSignIn(request.nextUrl.pathname) && !isKnown ? toSignIn(env.NEXTAUTH_URL) : goOn(request, guards, nonce)
  if (!request.cookies.has(csrfCookieName(env.NEXTAUTH_URL))) setCsrfCookie(response, env)
  for (const [name, value] of Object.entries(guards)) response.headers.set(name, value)
  return response
}

export const config = { matcher: ['/((?!_next/static|_next/image|favicon|icon|api/health).*)'] }

function needsSignIn(path: string): boolean {
  if (path.startsWith('/portal/link/')) return false
  return /^\/(support|portal|reports|admin)(\/|$)/.test(path)
}

function toSignIn(webAddress: string): NextResponse {
  return NextResponse.redirect(new URL('/login', webAddress))
}

/** Next reads the nonce for its own scripts out of the request's policy. */
function goOn(request: NextRequest, guards: Record<string, string>, nonce: string): NextResponse {
  const headers = new Headers(request.headers)
  headers.set('content-security-policy', guards['content-security-policy'] ?? '')
  headers.set('x-nonce', nonce)
  return NextResponse.next({ request: { headers } })
}

/** next-auth's double submit cookie, made here so that a plain form can carry its half without any script. */
function setCsrfCookie(response: NextResponse, env: { NEXTAUTH_URL: string; NEXTAUTH_SECRET: string }): void {
  const token = randomBytes(32).toString('hex')
  const hash = createHash('sha256').update(`${token}${env.NEXTAUTH_SECRET}`).digest('hex')
  const isSecure = env.NEXTAUTH_URL.startsWith('https://')
  response.cookies.set(csrfCookieName(env.NEXTAUTH_URL), `${token}|${hash}`, { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure })
}
