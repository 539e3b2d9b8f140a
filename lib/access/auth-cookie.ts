/** The cookie that next-auth keeps its token in: `__Secure-` when people come by https. */
export function sessionCookieName(webAddress: string): string {
  return webAddress.startsWith('https://') ? '__Secure-next-auth.session-token' : 'next-auth.session-token'
}

/** The cookie of next-auth's double submit: `token|hash`. */
export function csrfCookieName(webAddress: string): string {
  return webAddress.startsWith('https://') ? '__Host-next-auth.csrf-token' : 'next-auth.csrf-token'
}

/** The half of the csrf cookie that goes into forms. */
export function csrfTokenOf(cookie: string | undefined): string {
  return cookie?.split('|')[0] ?? ''
}
