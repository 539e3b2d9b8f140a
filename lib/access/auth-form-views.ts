import 'server-only'
import { cookies } from 'next/headers'
import { csrfCookieName, csrfTokenOf } from './auth-cookie.ts'
import { webDesk } from './web-desk.ts'

/** The token that a form to next-auth's own addresses carries; the proxy has set its cookie. */
export async function csrfTokenForForm(): Promise<string> {
  const name = csrfCookieName(webDesk().env.NEXTAUTH_URL)
  return csrfTokenOf((await cookies()).get(name)?.value)
}
