export type SignInMessage = 'refused' | 'tooMany' | 'ended' | 'link-dead'

/** What the sign-in page says first, out of its own address (`?error=` as next-auth puts it, `?ended=1`). */
export function signInMessage(asked: Record<string, string | string[] | undefined>): SignInMessage | undefined {
  switch (asked['error']) {
    case undefined:
      return asked['ended'] ? 'ended' : undefined
    case 'too-many':
      return 'tooMany'
    case 'not-found':
      return 'link-dead'
    default:
      return 'refused'
  }
}
