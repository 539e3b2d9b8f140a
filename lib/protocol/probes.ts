import * as z from 'zod'
import { count, instant } from './primitives.ts'

/** What is looked at from outside, in the order in which it is shown. */
export const CHECK_IDS = [
  'greeting', 'ehlo', 'starttls-offered', 'starttls-not-last', 'starttls-works', 'implicit-tls', 'certificate', 'auth-only-over-tls',
  'refuses-unknown-recipient', 'refuses-relaying', 'postmaster-accepted', 'abuse-accepted', 'reverse-dns', 'helo-name',
] as const
export const checkId = z.enum(CHECK_IDS)
export type CheckId = z.infer<typeof checkId>

/** `unknown`: it could not be looked at. Never a guess, and never kept out. */
export const checkState = z.enum(['pass', 'fail', 'unknown'])
export type CheckState = z.infer<typeof checkState>

/** How TLS begins on a port: by the command STARTTLS, or with the first byte. */
export const tlsMode = z.enum(['starttls', 'implicit'])
export type TlsMode = z.infer<typeof tlsMode>

/** What a port is for: mail from other servers, or mail that customers hand in. */
export const portRole = z.enum(['exchange', 'submission'])
export type PortRole = z.infer<typeof portRole>

export const EVIDENCE_MAX = 4_000

/**
 * What one check of one port came to. `evidence`: what was found in one line, then the lines as they came, with control
 * characters made visible. `cure`: what to do, of a failed check alone. Both are English; pages say them anew out of
 * `findingId`, `cureId` and `parameters` (`lib/probes/findings.ts`, `lib/probes/cures.ts`).
 */
export const check = z.strictObject({
  id: checkId,
  state: checkState,
  evidence: z.string().max(EVIDENCE_MAX),
  cure: z.string().max(2_000).nullable(),
  findingId: z.string().max(60),
  cureId: z.string().max(60).nullable(),
  parameters: z.record(z.string().max(40), z.string().max(500)),
})
export type Check = z.infer<typeof check>

const hostName = z.string().min(1).max(253).regex(/^[a-zA-Z0-9_]([a-zA-Z0-9_.-]*[a-zA-Z0-9_])?\.?$/, 'not a host name')
const ipAddress = z.union([z.ipv4(), z.ipv6()])
const port = z.number().int().min(1).max(65_535)

/**
 * What is to be looked at. `host`: a name or an address. `addresses`: where to connect; without them those of the name.
 * `ports`: with how TLS begins there, which is `implicit` on 465 and `starttls` elsewhere unless told,
 * and what it is for, which goes by its number unless told. `domain`: whose
 * recipients the host takes mail for. `resolvers`: HOST:PORT, whom to ask about names. `timeoutMs`: for all of it.
 */
export const probeOrder = z.strictObject({
  host: z.union([hostName, ipAddress]),
  addresses: z.array(ipAddress).max(16).optional(),
  ports: z.array(z.strictObject({ port, tls: tlsMode.optional(), role: portRole.optional() })).min(1).max(10).optional(),
  domain: hostName.optional(),
  resolvers: z.array(z.string().min(1).max(300)).max(4).optional(),
  timeoutMs: z.number().int().min(100).max(300_000).optional(),
})
export type ProbeOrder = z.infer<typeof probeOrder>

/** One port of one address, with every check that applies there. `from`: our own address, where there was a connection. */
export const portProbe = z.strictObject({
  address: ipAddress,
  port,
  tls: tlsMode,
  from: ipAddress.nullable(),
  isReached: z.boolean(),
  checks: z.array(check),
})
export type PortProbe = z.infer<typeof portProbe>

/** `trouble`: why there is not even an address to connect to, and hence no port; null otherwise. */
export const hostProbe = z.strictObject({
  host: z.string(),
  at: instant,
  tookMs: count,
  trouble: z.string().max(500).nullable(),
  ports: z.array(portProbe).max(200),
})
export type HostProbe = z.infer<typeof hostProbe>

/** How long an agent may look at another host, and at how many ports of how many addresses at once. */
export const AGENT_PROBE_MS_MAX = 30_000
export const AGENT_PROBE_PLACES_MAX = 24

/**
 * What an agent is asked to look at (`POST /v1/probe`, answered by a `hostProbe`): another host, only where the desk says,
 * never by a name. Whom to ask about names is its own network's business.
 */
export const agentProbe = probeOrder
  .omit({ resolvers: true })
  .extend({ addresses: z.array(ipAddress).min(1).max(16), ports: z.array(z.strictObject({ port, tls: tlsMode, role: portRole })).min(1).max(10), timeoutMs: z.number().int().min(100).max(AGENT_PROBE_MS_MAX) })
  .refine(({ addresses, ports }) => addresses.length * ports.length <= AGENT_PROBE_PLACES_MAX, 'too many places at once')
export type AgentProbe = z.infer<typeof agentProbe>
