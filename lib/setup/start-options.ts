import { parseArgs } from 'node:util'
import { StepError } from './progress.ts'

export const START_HELP = `Starts Relayward in the foreground: database, pages, worker and, into an empty database, the demo.

  npm start -- [--port N] [--demo | --no-demo]

  --port N     the port of the pages on this machine (3000, or PORT)
  --demo       fill an empty database with the demo story and run its hosts (the default without DATABASE_URL)
  --no-demo    leave the database as it is

Everything local lies in the folder .relayward. With DATABASE_URL set that PostgreSQL is used instead of the embedded
one. Ctrl-C ends all that was started.
`

export interface StartOptions {
  help: boolean
  port: number
  demo: boolean
}

/** @throws StepError with the wrong option and the help */
export function readStartOptions(args: string[], env: Record<string, string | undefined>): StartOptions {
  const values = parse(args)
  const port = values.port ?? env.PORT ?? '3000'
  if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65535) {
    throw new StepError(`${port} is no port: expected a number from 1 to 65535.\n\n${START_HELP}`)
  }
  return { help: values.help ?? false, port: Number(port), demo: values.demo ?? !env.DATABASE_URL }
}

function parse(args: string[]) {
  const options = { port: { type: 'string' }, demo: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const
  try {
    return parseArgs({ args, options, allowNegative: true }).values
  } catch (cause) {
    throw new StepError(`${(cause as Error).message}\n\n${START_HELP}`, { cause })
  }
}
