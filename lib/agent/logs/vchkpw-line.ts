/** One answer of vpopmail's password check (vchkpw.c). `account` is what the client typed; only success proves it. */
export type VchkpwLine = {
  /** `smtp`, `smtps`, `submission`, `pop3`, `imap`, `webmail` or a port number. */
  service: string
  outcome: 'login' | 'access-denied' | 'wrong-password' | 'unknown-user' | 'other'
  account: string | null
  clientIp: string | null
}

/** Parses the text after the syslog prefix. Null when it is not from vchkpw. */
export function parseVchkpwLine(text: string): VchkpwLine | null {
  const found = /^vchkpw-([\w-]+): (.*)$/.exec(text)
  if (!found) return null

  const [, service = '', rest = ''] = found
  return { service, outcome: outcomeOf(rest), ...splitTail(rest) }
}

/** With logging levels 3 and 4 vchkpw writes the typed password into its log: nobody downstream may see it. */
export function redactVchkpw(line: string): string {
  return line.includes("(pass: '") ? line.replace(/\(pass: '.*'\)/s, '(pass: redacted)') : line
}

const OUTCOMES: [RegExp, VchkpwLine['outcome']][] = [
  [/^(\((PLAIN|LOGIN|CRAM-MD5|APOP)\) )?login success /, 'login'],
  [/^(smtp|pop|imap|webmail) access denied /, 'access-denied'],
  [/^password fail /, 'wrong-password'],
  [/^vpopmail user not found /, 'unknown-user'],
]

function outcomeOf(text: string): VchkpwLine['outcome'] {
  return OUTCOMES.find(([pattern]) => pattern.test(text))?.[1] ?? 'other'
}

/** `name@domain:ip` stands last; an IPv6 address has colons too, so the first colon behind the last `@` splits. */
function splitTail(text: string): { account: string | null; clientIp: string | null } {
  const tail = text.slice(text.lastIndexOf(' ') + 1)
  const colon = tail.indexOf(':', tail.lastIndexOf('@') + 1)
  if (colon < 0) return { account: null, clientIp: null }
  const account = tail.slice(0, colon)
  return { account: account.includes('@') ? account.toLowerCase() : null, clientIp: tail.slice(colon + 1) || null }
}
