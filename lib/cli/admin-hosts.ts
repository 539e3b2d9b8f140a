import { parseArgs } from 'node:util'
import * as z from 'zod'
import { AgentCallError } from '../agent-client/agent-call-error.ts'
import type { Doing } from '../audit/doing.ts'
import { addHost } from '../cases/add-host.ts'
import { joinHost } from '../cases/join-host.ts'
import { revokeHost } from '../cases/revoke-host.ts'
import { closeDb, openDb, type Db } from '../db.ts'
import { readAdminEnv } from '../env/admin.ts'
import { AppError } from '../errors.ts'
import { hostState } from '../hosts/host.ts'
import { listHostRows } from '../hosts/host-list-records.ts'
import { readPlace } from '../probes/probe-places-text.ts'
import type { ProbePlace } from '../probes/probe-places.ts'
import { shellActor } from './shell-actor.ts'
import { table } from './table.ts'

const USAGE = `relayward admin hosts add NAME --kind postfix|qmail|exim --url https://HOST:PORT [--site SITE] [--ip IP …]
    [--probe-at ADDRESS:PORT=25|587|465 …]     where it is looked at from outside, if not at its addresses on these ports
relayward admin hosts join NAME
relayward admin hosts revoke NAME
relayward admin hosts list [--json]
`

/** Exit codes: 0 done, 1 refused or not reached, 2 wrong use. */
export async function run(args: string[]): Promise<number> {
  if (args.includes('--help')) return help()
  const given = parse(args)
  if (!given) return wrongUse()
  const env = readAdminEnv()
  const db = openDb(env.DATABASE_URL)
  try {
    return await act({ ...given, db, secret: env.RELAYWARD_SECRET })
  } catch (error) {
    if (error instanceof z.ZodError) return wrongUse(z.prettifyError(error))
    if (!(error instanceof AppError || error instanceof AgentCallError)) throw error
    process.stderr.write(`${error.message}\n`)
    return 1
  } finally {
    await closeDb(db)
  }
}

type Given = { verb: string; name: string | undefined; values: ReturnType<typeof readOptions>['values'] }

function readOptions(args: string[]) {
  const string = { type: 'string' } as const
  const options = { kind: string, url: string, site: string, ip: { type: 'string', multiple: true }, 'probe-at': { type: 'string', multiple: true }, json: { type: 'boolean' } } as const
  return parseArgs({ args, options, allowPositionals: true, strict: true })
}

function parse(args: string[]): Given | null {
  try {
    const { values, positionals } = readOptions(args)
    const [verb, name, more] = positionals
    return verb === undefined || more !== undefined ? null : { verb, name, values }
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return null
  }
}

async function act({ verb, name, values, db, secret }: Given & { db: Db; secret: string }): Promise<number> {
  const doing: Doing = { db, now: new Date(), actor: shellActor() }
  if (verb === 'list') return list(doing, values.json ?? false)
  if (name === undefined) return wrongUse()
  switch (verb) {
    case 'add':
      return add(doing, name, values, secret)
    case 'join':
      await joinHost(doing, name, secret)
      process.stdout.write(`${name} has joined.\n`)
      return 0
    case 'revoke':
      await revokeHost(doing, name)
      process.stdout.write(`${name} is not called any more.\n`)
      return 0
    default:
      return wrongUse()
  }
}

async function add(doing: Doing, name: string, values: Given['values'], secret: string): Promise<number> {
  const kind = z.enum(['postfix', 'qmail', 'exim'], { error: '--kind is one of postfix, qmail, exim' }).parse(values.kind)
  const url = z.string({ error: '--url is missing' }).parse(values.url)
  const { token } = await addHost(doing, { name, kind, agentUrl: url, site: values.site ?? '', ips: values.ip ?? [], probePlaces: values['probe-at']?.map(placeOf) ?? null }, secret)
  process.stdout.write(`${token}\n`)
  process.stderr.write(`Give this token, shown once, to the host:  relayward agent join --dir DIR --token TOKEN --listen HOST:PORT --mta ${kind}\nStart the agent there, then here:  relayward admin hosts join ${name}\n`)
  return 0
}

function placeOf(text: string): ProbePlace {
  return z.string().transform(readPlace).refine((place) => place !== null, { error: `${text} is no place: ADDRESS:PORT=25|587|465 is wanted` }).parse(text)
}

async function list({ db, now }: Doing, asJson: boolean): Promise<number> {
  const hosts = (await listHostRows(db)).map((host) => ({
    name: host.name, kind: host.kind, site: host.site, state: hostState(host, now), agentUrl: host.agentUrl,
    lastReadAt: host.lastReadAt?.toISOString() ?? null, certificateEndsAt: host.certificateEndsAt?.toISOString() ?? null,
  }))
  process.stdout.write(asJson ? hosts.map((host) => `${JSON.stringify(host)}\n`).join('') : table(hosts))
  return 0
}

function wrongUse(why?: string): number {
  process.stderr.write(`${why === undefined ? '' : `${why}\n`}${USAGE}`)
  return 2
}

function help(): number {
  process.stdout.write(USAGE)
  return 0
}
