import { parseArgs } from 'node:util'
import * as z from 'zod'
import { readResolver } from '../dns/resolver-address.ts'
import { probeOrder, type ProbeOrder, type TlsMode } from '../protocol/probes.ts'
import { TIMEOUT_MS } from '../probes/probe.ts'
import { WrongUse } from './host-arguments.ts'

export const PROBE_USAGE = `relayward probe HOST [--port N] [--tls|--starttls] [--domain D] [--resolver HOST:PORT] [--timeout-ms N] [--json]
relayward probe HOST --domain D --round-trip --sender ADDRESS
relayward probe --answer FILE

Looks at a mail host from outside, as clients and other servers see it. Ports 25, 587 and 465 of all addresses of HOST,
or one port. Recipients are asked for and taken back; no mail is ever completed but the one of --round-trip. What cannot
be seen is "unknown".

  --port N         look at this port alone; may be repeated
  --tls            the port speaks TLS from the first byte, as 465 does
  --starttls       TLS begins by STARTTLS, as on 25 and 587
  --domain D       a domain the host takes mail for: unknown recipients, postmaster@ and abuse@ are asked for there
  --resolver R     HOST:PORT or [IPv6]:PORT, whom to ask about names; the system's own when left out. May be repeated
  --address A      connect to this address in place of those of HOST; may be repeated
  --from A         our own address to look from
  --helo NAME      what we call ourselves; our address in brackets when left out
  --roots FILE     PEM of the certificates to trust in place of the system's
  --timeout-ms N   for all of it (${TIMEOUT_MS})
  --json           one object: host, checks: [{id, state, evidence, cure, address, port}]

  --round-trip     sends ONE REAL MAIL to postmaster@D, to see whether somebody reads it; nothing else is looked at
  --sender A       from this address, where the answer will come
  --answer FILE    says what a mail that came back means (- reads standard input): nobody reads there, returned, delayed,
                   automatic, or a person

Exit codes: 0 nothing failed, 1 something did or the host was not reached (the mail was not taken, nobody
reads), 2 wrong use.
`

const whole = z.string().regex(/^\d+$/, 'a whole number is wanted').transform(Number)
const strings = z.array(z.string().min(1)).default([])

const call = z.strictObject({
  port: z.array(whole).default([]),
  tls: z.boolean().default(false),
  starttls: z.boolean().default(false),
  domain: z.string().optional(),
  resolver: strings,
  address: strings,
  from: z.union([z.ipv4(), z.ipv6()]).optional(),
  helo: z.string().regex(/^[a-zA-Z0-9.[\]:_-]{1,255}$/, 'not a name for EHLO').optional(),
  roots: z.string().min(1).optional(),
  'timeout-ms': whole.default(TIMEOUT_MS),
  json: z.boolean().default(false),
  'round-trip': z.boolean().default(false),
  sender: z.email('the sender is no mail address').optional(),
  answer: z.string().min(1).optional(),
  help: z.boolean().default(false),
})

export interface ProbeCall {
  order: ProbeOrder
  /** The sender of a round trip; undefined when none is wanted. */
  sender: string | undefined
  from: string | undefined
  helo: string | undefined
  roots: string | undefined
  json: boolean
}

/** Reads the arguments of `relayward probe`: a look, the file of an answer, or that only help is wanted. Throws `WrongUse` with what is wrong. */
export function readProbeCall(args: string[]): ProbeCall | { answer: string } | 'help' {
  const string = { type: 'string' } as const
  const several = { type: 'string', multiple: true } as const
  const boolean = { type: 'boolean' } as const
  const options = { port: several, tls: boolean, starttls: boolean, domain: string, resolver: several, address: several, from: string, helo: string, roots: string, 'timeout-ms': string, 'round-trip': boolean, sender: string, answer: string, json: boolean, help: boolean }
  try {
    const { values, positionals } = parseArgs({ args, options, strict: true, allowPositionals: true })
    const read = call.parse(values)
    if (read.help) return 'help'
    if (read.answer !== undefined) return { answer: read.answer }
    const [host, ...others] = positionals
    if (host === undefined || others.length > 0) throw new Error('say which host to look at, one at a time')
    if (read.tls && read.starttls) throw new Error('a port begins TLS in one way: --tls or --starttls')
    for (const each of read.resolver) if (!readResolver(each)) throw new Error(`${each} is no resolver (HOST:PORT or [IPv6]:PORT)`)
    if (read['round-trip'] && (read.domain === undefined || read.sender === undefined)) throw new Error('a round trip sends a mail: say to which --domain, and from which --sender')
    if (read.sender !== undefined && !read['round-trip']) throw new Error('--sender is for --round-trip')
    const { from, helo, roots, json, sender } = read
    const order = probeOrder.parse({
      host: host.replace(/^\[(.*)\]$/, '$1'), ports: portsOf(read.port, read.tls ? 'implicit' : read.starttls ? 'starttls' : undefined), domain: read.domain, timeoutMs: read['timeout-ms'],
      ...(read.address.length > 0 ? { addresses: read.address } : {}), ...(read.resolver.length > 0 ? { resolvers: read.resolver } : {}),
    })
    return { order, sender, from, helo, roots, json }
  } catch (cause) {
    throw new WrongUse(cause instanceof z.ZodError ? z.prettifyError(cause) : (cause as Error).message, { cause })
  }
}

function portsOf(ports: number[], tls: TlsMode | undefined): ProbeOrder['ports'] {
  const named = ports.length > 0 ? ports : tls === 'implicit' ? [465] : tls === 'starttls' ? [25, 587] : undefined
  return named?.map((port) => (tls === undefined ? { port } : { port, tls }))
}
