import pino, { type Logger } from 'pino'

/** Fields that tie a line to the things of the trade. Ids only: never contents of mails, never passwords. */
export interface LogFields {
  host?: string
  job?: string
  ticket?: number
  order?: string
  lock?: string
  err?: unknown
  [field: string]: unknown
}

/** Values under these names never reach a log line, at the top or one and two levels down. */
const SECRETS = [
  'password',
  'passwordHash',
  'token',
  'tokenHash',
  'secret',
  'authorization',
  'cookie',
  'sealedKey',
  'privateKey',
  'subject',
  'body',
  'text',
  'databaseUrl',
  'connectionString',
]

/**
 * The log of one program: a JSON object per line on standard error; on a terminal a short line for people instead.
 *
 * @param program named in every line: web, worker, agent, setup
 * @param level of pino: fatal, error, warn, info, debug, trace, silent
 */
export function openLog(program: string, level: string, stream: NodeJS.WriteStream = process.stderr): Logger {
  const options: pino.LoggerOptions = {
    level,
    base: { program },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[secret]' },
    serializers: { err: pino.stdSerializers.errWithCause },
  }
  const target = stream.isTTY ? { write: (line: string) => void stream.write(forPeople(line)) } : stream
  return pino(options, target)
}

/** `10:15:03 worker warn  the words  host=mx1 order=…`, with an error's stack on the lines below. */
function forPeople(line: string): string {
  const { level, time, program, msg, err, ...fields } = JSON.parse(line) as Record<string, unknown>
  const rest = Object.entries(fields).map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
  const stack = (err as { stack?: string } | undefined)?.stack
  const words = [String(time).slice(11, 19), String(program), String(level).padEnd(5), String(msg ?? ''), ...rest].join(' ')
  return stack ? `${words}\n${stack}\n` : `${words}\n`
}
