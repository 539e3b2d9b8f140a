import { parseArgs } from 'node:util'
import * as z from 'zod'
import { accountName, queueId } from '../protocol/primitives.ts'

export const HOST_VERBS = ['find', 'quarantine', 'release', 'delete', 'lock', 'unlock', 'status'] as const
export type HostVerb = (typeof HOST_VERBS)[number]

export const HOST_USAGE = `relayward host find --mta postfix|qmail [--root DIR] [--logs DIR …] --account A
relayward host quarantine|release|delete --mta … [--account A | --id I,J… | --batch B] [--batch B] [--dry-run]
relayward host lock|unlock|status --mta … [--account A] [--dry-run]

  --root DIR      postfix: the configuration folder (/etc/postfix); qmail: the folder of queue/ and control/
  --logs DIR      postfix: the log file, or journald; qmail: multilog folders of qmail-smtpd and spamdyke; may be repeated
  --state DIR     where the record of our holds and batches lies
  --service DIR   qmail: the supervise folder of qmail-send
  --vpopmail DIR  qmail: the folder of vmoduser and vuserinfo
  --account A     an SMTP AUTH name, or uid:NAME@HOST
  --id I,J        queue ids; - reads them from standard input, one a line
  --batch B       names what is moved together; release and delete take a whole batch by it
  --dry-run       says what would be done, changes nothing
  --json          one JSON object instead of a table

Exit codes: 0 done, 1 something was refused or failed, 2 wrong use.
`

/** A call that cannot be understood: exit code 2. */
export class WrongUse extends Error {}

const hostCall = z
  .strictObject({
    verb: z.enum(HOST_VERBS),
    mta: z.enum(['postfix', 'qmail']),
    root: z.string().min(1).optional(),
    logs: z.array(z.string().min(1)).default([]),
    state: z.string().min(1).optional(),
    service: z.string().min(1).optional(),
    vpopmail: z.string().min(1).optional(),
    account: accountName.transform((name) => name.toLowerCase()).optional(),
    id: z.union([z.literal('-'), z.string().transform((text) => text.split(',')).pipe(z.array(queueId).min(1))]).optional(),
    batch: z.uuid().optional(),
    'dry-run': z.boolean().default(false),
    json: z.boolean().default(false),
  })
  .refine(({ verb, account }) => verb === 'status' || !['find', 'lock', 'unlock'].includes(verb) || account !== undefined, 'name the account: --account A')
  .refine(({ account, id }) => account === undefined || id === undefined, 'give --account or --id, not both')
  .refine(({ verb, account, id }) => verb !== 'quarantine' || account !== undefined || id !== undefined, 'say what to quarantine: --account A or --id I,J')
  .refine(
    ({ verb, account, id, batch }) => !['release', 'delete'].includes(verb) || [account, id, batch].some((given) => given !== undefined),
    'say what to act on: --account A, --id I,J or --batch B',
  )
  .refine(({ mta, logs }) => mta !== 'postfix' || logs.length <= 1, 'a Postfix host has one log')
export type HostCall = z.output<typeof hostCall>

/** Reads the arguments of `relayward host`. Throws `WrongUse` with what is wrong. */
export function readHostCall(args: string[]): HostCall {
  const string = { type: 'string' } as const
  const options = {
    mta: string, root: string, logs: { type: 'string', multiple: true }, state: string, service: string, vpopmail: string,
    account: string, id: string, batch: string, 'dry-run': { type: 'boolean' }, json: { type: 'boolean' },
  } as const
  try {
    const { values, positionals } = parseArgs({ args, options, strict: true, allowPositionals: true })
    if (positionals.length !== 1) throw new Error(`one of ${HOST_VERBS.join(', ')} is wanted`)
    return hostCall.parse({ verb: positionals[0], ...values })
  } catch (cause) {
    const why = cause instanceof z.ZodError ? z.prettifyError(cause) : (cause as Error).message
    throw new WrongUse(why, { cause })
  }
}
