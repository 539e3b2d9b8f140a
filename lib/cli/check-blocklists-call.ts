import { parseArgs } from 'node:util'
import * as z from 'zod'
import { readAddress, readDomain, type Target } from '../blocklists/target.ts'
import { readResolver } from '../dns/resolver-address.ts'
import { WrongUse } from './host-arguments.ts'

export const CHECK_BLOCKLISTS_USAGE = `relayward check-blocklists --ip A,B… [--domain D,E…] --resolver HOST:PORT [--resolver …] [--lists FILE] [--keys FILE] [--timeout-ms N] [--json]

Asks blocklists about addresses (IPv4, IPv6) and domains. What cannot be known is "unknown", never "listed" and never
"clear": no answer, a refusal, a list that fails its self-test (RFC 5782), a resolver that invents answers.

  --ip A,B         addresses; may be repeated
  --domain D,E     domains, also international ones, each asked for as it stands; may be repeated
  --resolver R     HOST:PORT or [IPv6]:PORT, port 53 when left out; your own, since lists refuse public ones. May be
                   repeated: then a listing counts only when all of them see it
  --lists FILE     the lists to ask instead of ours: a zone name a line, or JSON entries {"zone", "id", "kind":
                   ["ip4","ip6","domain"], "return_codes": [{"match", "meaning", "listing"}], "bitmask", "limits":
                   {"per_second", "per_day"}, "test_points": {"positive", "negative"}, "status"}, all but zone optional
  --keys FILE      paid keys as JSON: {"spamhaus-dqs": "…", "abusix": "…"}; they are never printed
  --timeout-ms N   for one question, sent again twice within it (5000)
  --json           one JSON object for each target and list: target, list, state, codes, meaning, text, reason, evidence

Exit codes: 0 nothing is listed, 1 something is, 2 wrong use.
`

const names = z.array(z.string()).default([]).transform((given) => given.flatMap((each) => each.split(',')).map((each) => each.trim()).filter((each) => each !== ''))

const call = z.strictObject({
  ip: names,
  domain: names,
  resolver: names,
  lists: z.string().min(1).optional(),
  keys: z.string().min(1).optional(),
  'timeout-ms': z.string().regex(/^\d+$/, 'a number of milliseconds is wanted').transform(Number).pipe(z.number().min(50).max(60_000)).default(5_000),
  json: z.boolean().default(false),
  help: z.boolean().default(false),
})

export interface CheckBlocklistsCall {
  targets: Target[]
  resolvers: string[]
  lists: string | undefined
  keys: string | undefined
  timeoutMs: number
  json: boolean
  help: boolean
}

/** Reads the arguments of `relayward check-blocklists`. Throws `WrongUse` with what is wrong. */
export function readCheckBlocklistsCall(args: string[]): CheckBlocklistsCall {
  const string = { type: 'string' } as const
  const strings = { type: 'string', multiple: true } as const
  const boolean = { type: 'boolean' } as const
  try {
    const { values } = parseArgs({ args, options: { ip: strings, domain: strings, resolver: strings, lists: string, keys: string, 'timeout-ms': string, json: boolean, help: boolean }, strict: true })
    const { ip, domain, resolver, lists, keys, json, help, 'timeout-ms': timeoutMs } = call.parse(values)
    const targets = [...ip.map((each) => mustBe(each, readAddress(each), 'IP address')), ...domain.map((each) => mustBe(each, readDomain(each), 'domain'))]
    for (const each of resolver) mustBe(each, readResolver(each), 'resolver (HOST:PORT or [IPv6]:PORT)')
    if (!help && targets.length === 0) throw new Error('say what to look for: --ip A,B or --domain D')
    if (!help && resolver.length === 0) throw new Error('say who to ask: --resolver HOST:PORT')
    const different = [...new Map(targets.map((target) => [`${target.kind} ${target.name}`, target])).values()]
    return { targets: different, resolvers: [...new Set(resolver)], lists, keys, timeoutMs, json, help }
  } catch (cause) {
    throw new WrongUse(cause instanceof z.ZodError ? z.prettifyError(cause) : (cause as Error).message, { cause })
  }
}

function mustBe<T>(text: string, read: T | undefined, what: string): T {
  if (read === undefined) throw new Error(`${text} is no ${what}`)
  return read
}
