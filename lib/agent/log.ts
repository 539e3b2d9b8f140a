/** Fields of a log line: ids, accounts, counts. Never message contents, subjects or secrets. */
export type LogFields = Record<string, string | number | boolean | null | undefined>

export type Log = {
  info(text: string, fields?: LogFields): void
  warn(text: string, fields?: LogFields): void
  error(text: string, error: unknown, fields?: LogFields): void
}

/** One JSON object per line; JSON escapes control characters, so a line stays a line whatever a field holds. */
export function makeLog(write: (line: string) => void, now: () => Date): Log {
  const line = (level: string, text: string, fields: LogFields | undefined) =>
    write(`${JSON.stringify({ at: now().toISOString(), level, text, ...fields })}\n`)
  return {
    info: (text, fields) => line('info', text, fields),
    warn: (text, fields) => line('warn', text, fields),
    error: (text, error, fields) => line('error', text, { ...fields, error: errorText(error) }),
  }
}

/** An error and its causes in one sentence. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause === undefined ? error.message : `${error.message}: ${errorText(error.cause)}`
}
