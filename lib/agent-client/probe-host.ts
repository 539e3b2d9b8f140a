import type { RequestOptions } from 'node:https'
import { hostProbe, type AgentProbe, type HostProbe } from '../protocol/probes.ts'
import { callAgent } from './call-agent.ts'

/** What the way there and back may take besides. */
const GRACE_MS = 10_000

/** Asks one agent to look at another host from where it is. Throws AgentCallError. */
export function probeThroughAgent(url: URL, tls: RequestOptions, probe: AgentProbe, options: { signal?: AbortSignal } = {}): Promise<HostProbe> {
  return callAgent(url, tls, { method: 'POST', path: '/v1/probe', body: probe, answer: hostProbe, timeoutMs: probe.timeoutMs + GRACE_MS, ...options })
}
