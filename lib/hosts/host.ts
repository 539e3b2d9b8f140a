import * as z from 'zod'
import { probePlaces } from '../probes/probe-places.ts'
import { hostKind } from '../protocol/readings.ts'

/** A host that was not heard for so long is silent; what is known of it is then old and is shown as old. */
export const SILENT_AFTER_MS = 60_000

export type HostState = 'revoked' | 'joining' | 'silent' | 'heard'

/** What can be said of a host now. `joining`: a token was given out, no certificate yet. */
export function hostState(host: { revokedAt: Date | null; joinedAt: Date | null; lastReadAt: Date | null }, now: Date): HostState {
  if (host.revokedAt) return 'revoked'
  if (!host.joinedAt) return 'joining'
  return isSilent(host, now) ? 'silent' : 'heard'
}

/** Counted from the last word, or from the join when there never was one. */
export function isSilent(host: { joinedAt: Date | null; lastReadAt: Date | null }, now: Date): boolean {
  const since = host.lastReadAt ?? host.joinedAt
  return since !== null && now.getTime() - since.getTime() > SILENT_AFTER_MS
}

const agentUrl = z.url({ protocol: /^https$/ }).transform((url) => url.replace(/\/+$/, ''))

export const addHostInput = z.strictObject({
  name: z.string().trim().toLowerCase().max(253).regex(/^(?=.*[a-z])[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/),
  kind: hostKind,
  site: z.string().trim().max(100).default(''),
  agentUrl,
  ips: z.array(z.union([z.ipv4(), z.ipv6()])).max(50).default([]),
  /** Where it is looked at from outside; without, at its addresses on 25, 587 and 465. */
  probePlaces: probePlaces.nullable().default(null),
})
export type AddHostInput = z.input<typeof addHostInput>
