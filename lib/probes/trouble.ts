/**
 * Why a conversation went no further. `refused` nobody listens; `unreachable` no way there; `time-out`; `closed` the server
 * hung up; `tls` the two could not agree on TLS; `endless` the server said more than is read.
 */
export type TroubleKind = 'refused' | 'unreachable' | 'time-out' | 'closed' | 'tls' | 'endless'

/** The end of a conversation before its time. */
export class Trouble extends Error {
  readonly kind: TroubleKind
  /** The system's own word, `ECONNRESET`, where there is one. */
  readonly code: string

  constructor(kind: TroubleKind, message: string, code = '') {
    super(message)
    this.kind = kind
    this.code = code
  }
}

const UNREACHABLE = ['EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL', 'EACCES', 'EPERM']

/** What an error of a socket means. */
export function troubleOf(error: Error): Trouble {
  if (error instanceof Trouble) return error
  const code = (error as NodeJS.ErrnoException).code ?? ''
  if (code === 'ECONNREFUSED') return new Trouble('refused', 'the connection was refused', code)
  if (UNREACHABLE.includes(code)) return new Trouble('unreachable', `there is no way to it from here (${code})`, code)
  if (code === 'ETIMEDOUT') return new Trouble('time-out', 'no answer in time', code)
  if (code === 'ECONNRESET' || code === 'EPIPE') return new Trouble('closed', `the server broke the connection off (${code})`, code)
  if (/^(ERR_SSL|ERR_TLS|EPROTO)/.test(code)) return new Trouble('tls', sayTls(error), code)
  return new Trouble('unreachable', error.message, code)
}

/** OpenSSL's words, without the numbers and file names around them. */
function sayTls(error: Error & { reason?: string }): string {
  return error.reason ?? error.message.split(':').map((part) => part.trim()).findLast((part) => /^[a-z][a-z ]+$/i.test(part)) ?? error.message.trim()
}
