/** What can go wrong, once for web, worker and tools, with the HTTP status each is answered with. */
const HTTP_STATUS = {
  'not-found': 404,
  'signed-out': 401,
  'not-allowed': 403,
  'bad-input': 400,
  conflict: 409,
  'too-many': 429,
  'agent-unreachable': 502,
  'agent-refused': 502,
  unavailable: 503,
  internal: 500,
} as const

export type AppErrorCode = keyof typeof HTTP_STATUS

/** Refusals that belong to a day's work: logged as warnings. All else is a fault of ours and is logged as an error. */
const EXPECTED: readonly AppErrorCode[] = ['not-found', 'signed-out', 'not-allowed', 'bad-input', 'conflict', 'too-many']

export interface AppErrorOptions {
  /** Key of the words for the person, under `errors` of the message catalogue; `errors.<code>` when left out. */
  userMessageKey?: string
  /** Values for the placeholders in those words. Never secrets. */
  values?: Record<string, string | number>
  cause?: unknown
}

/**
 * The one error of Relayward's own. `message` is for the log, in English; the person reads the words behind
 * `userMessageKey` in his language.
 */
export class AppError extends Error {
  readonly code: AppErrorCode
  readonly userMessageKey: string
  readonly values: Record<string, string | number>

  constructor(code: AppErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined)
    this.name = 'AppError'
    this.code = code
    this.userMessageKey = options.userMessageKey ?? `errors.${code}`
    this.values = options.values ?? {}
  }
}

/** Anything thrown, as an AppError; what is not one becomes `internal` with the original as its cause. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  return new AppError('internal', message, { cause: thrown })
}

/** The HTTP status that answers an error. */
export function httpStatusOf(error: AppError): number {
  return HTTP_STATUS[error.code]
}

/** True for a refusal that a person or an agent can bring about without any fault of ours. */
export function isExpected(error: AppError): boolean {
  return EXPECTED.includes(error.code)
}
