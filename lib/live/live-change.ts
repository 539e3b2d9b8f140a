import * as z from 'zod'
import { may, type Role } from '../access/permissions.ts'

/** The kind of news that figures of deliveries have grown: no change of a state, so there is no row of it. */
export const FIGURES_KIND = 'deliveries'

/** What the database says of a new change row (trigger relayward_tell_change): ids only. */
export const liveChange = z.object({
  id: z.string(),
  kind: z.string(),
  hostId: z.number().nullable(),
  accountId: z.number().nullable(),
  customerId: z.number().nullable(),
  lockId: z.string().nullable(),
  ticketId: z.number().nullable(),
  incidentId: z.number().nullable(),
})
export type LiveChange = z.infer<typeof liveChange>

/** A payload of the database as a change; null for one that is none. */
export function parseLiveChange(payload: string | undefined): LiveChange | null {
  try {
    const parsed = liveChange.safeParse(JSON.parse(payload ?? ''))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

export type Listener = { roles: readonly Role[]; customerId: number | null }

/**
 * Whether somebody may hear that something changed. A customer hears of his own only; staff of the desk of everything;
 * managers of incidents; admins of hosts. Figures of deliveries are for staff of the desk alone.
 */
export function mayHear(listener: Listener, change: LiveChange): boolean {
  if (listener.customerId !== null) return may(listener, 'see-own') && change.customerId === listener.customerId
  if (may(listener, 'see-desk')) return true
  if (change.kind === FIGURES_KIND) return false
  if (may(listener, 'see-reports') && change.incidentId !== null) return true
  return may(listener, 'configure') && change.hostId !== null && change.accountId === null
}

/** One message for many changes: the kinds and the ids of what changed, without doubles. */
export function mergeChanges(changes: readonly LiveChange[]) {
  const ids = <K extends 'hostId' | 'accountId' | 'lockId' | 'ticketId' | 'incidentId'>(key: K) =>
    [...new Set(changes.map((change) => change[key]))].filter((id) => id !== null).slice(0, IDS_MAX)

  return {
    kinds: [...new Set(changes.map((change) => change.kind))],
    hostIds: ids('hostId'),
    accountIds: ids('accountId'),
    lockIds: ids('lockId'),
    ticketIds: ids('ticketId'),
    incidentIds: ids('incidentId'),
  }
}

/** More ids than this in one tick only tell that much changed; the page reads itself anew anyway. */
const IDS_MAX = 100
