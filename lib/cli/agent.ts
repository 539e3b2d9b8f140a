import { parseArgs } from 'node:util'
import * as z from 'zod'
import { configurationPlace, type ConfigurationPlace } from '../agent/agent-config.ts'
import { joinAgent } from '../agent/join-agent.ts'
import { errorText } from '../agent/log.ts'
import { runAgent, type AgentProgram } from '../agent/main.ts'
import { hostKind } from '../protocol/readings.ts'

const USAGE = `relayward agent join --dir DIR --token TOKEN --listen HOST:PORT --mta postfix|qmail|exim [--option NAME=VALUE …]
  [--configuration-root DIR] [--configuration FILE …]     where its configuration lies, if not below / by custom
relayward agent run --dir DIR [--reports MAILDIR] [--resolver HOST:PORT …]
`

export type AgentCommand = { args: string[]; createMailHost: AgentProgram['createMailHost']; write(text: string): void; warn(text: string): void; signal: AbortSignal }

/** `relayward agent join|run`; answers the exit code: 0 done, 1 refused or failed, 2 wrong use. */
export async function runAgentCommand(command: AgentCommand): Promise<number> {
  const [verb, ...rest] = command.args
  if (command.args.includes('--help')) {
    command.write(USAGE)
    return 0
  }
  try {
    if (verb === 'join') return join(rest, command)
    if (verb === 'run') return await run(rest, command)
  } catch (error) {
    command.warn(`${errorText(error)}\n`)
    return error instanceof WrongUse ? 2 : 1
  }
  command.warn(USAGE)
  return 2
}

class WrongUse extends Error {}

function join(args: string[], command: AgentCommand): number {
  const given = parse(args, joinArgs)
  const host = joinAgent({ folder: given.dir, token: given.token, listen: given.listen, mta: given.mta, options: parseOptions(given.option), ...placeOf(given) })
  command.write(`This host is prepared as ${host}. Start it with: relayward agent run --dir ${given.dir}\n`)
  return 0
}

async function run(args: string[], command: AgentCommand): Promise<number> {
  const { dir, reports, resolver } = parse(args, runArgs)
  await runAgent({ folder: dir, reports, resolvers: resolver, createMailHost: command.createMailHost, write: command.write, signal: command.signal })
  return 0
}

function placeOf({ configuration: files, 'configuration-root': root = '/' }: z.output<typeof joinArgs>): { configuration?: ConfigurationPlace } {
  return files || root !== '/' ? { configuration: configurationPlace.parse({ root, ...(files && { files }) }) } : {}
}

const text = z.string().min(1)
const joinArgs = z.strictObject({
  dir: text, token: text, listen: text, mta: hostKind, option: z.array(text).default([]),
  'configuration-root': text.optional(), configuration: configurationPlace.shape.files,
})
const runArgs = z.strictObject({ dir: text, reports: text.optional(), resolver: z.array(text).max(2).default([]) })

function parse<T extends z.ZodType>(args: string[], schema: T): z.output<T> {
  const string = { type: 'string' } as const
  const options = { dir: string, token: string, listen: string, mta: string, reports: string, option: { type: 'string', multiple: true }, 'configuration-root': string, configuration: { type: 'string', multiple: true }, resolver: { type: 'string', multiple: true } } as const
  try {
    return schema.parse({ ...parseArgs({ args, options, strict: true }).values })
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : errorText(error)
    throw new WrongUse(`${why}\n${USAGE}`, { cause: error })
  }
}

/** `name=value`; a value that is JSON is taken as what it says, anything else as text. */
function parseOptions(pairs: string[]): Record<string, unknown> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=')
      if (at < 1) throw new WrongUse(`--option ${pair}: written as NAME=VALUE`)
      return [pair.slice(0, at), jsonOrText(pair.slice(at + 1))]
    }),
  )
}

function jsonOrText(value: string): unknown {
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}
