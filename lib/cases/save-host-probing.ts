import * as z from 'zod'
import { recordAudit } from '../audit/audit-records.ts'
import { recordChange } from '../audit/change-records.ts'
import type { Doing } from '../audit/doing.ts'
import { AppError } from '../errors.ts'
import { findHost, holdHost } from '../hosts/host-records.ts'
import { closeFailingProbeIncident } from '../incidents/close-incident.ts'
import { leaveIncidents } from '../probes/host-check-records.ts'
import { readPlace } from '../probes/probe-places-text.ts'
import { probePlaces } from '../probes/probe-places.ts'
import { askForProbe, readHostProbing, writeHostProbing } from '../probes/probe-schedule-records.ts'
import { transact } from '../transact.ts'

export const saveHostProbingInput = z.strictObject({
  host: z.string().min(1).max(253),
  /** Where it is looked at, as `readPlace` reads it; none: at its addresses on 25, 587 and 465. */
  places: z.array(z.string().trim().max(300).refine((text) => readPlace(text) !== null, 'not a place')).max(60),
  isProbed: z.boolean(),
  looksAtOthers: z.boolean(),
  reason: z.string().trim().min(1).max(1000),
})
export type SaveHostProbingInput = z.infer<typeof saveHostProbingInput>

/**
 * Says where a host is looked at from outside, whether anybody does, and whether its agent looks at others. What fails on a host that
 * nobody looks at any more is nobody's work: it leaves its incidents, and is found anew by the first look after.
 */
export async function saveHostProbing({ db, now, actor }: Doing, input: SaveHostProbingInput): Promise<void> {
  const { host: name, places: texts, isProbed, looksAtOthers, reason } = saveHostProbingInput.parse(input)
  const places = texts.length === 0 ? null : probePlaces.parse(texts.map((text) => readPlace(text)))
  await transact(db, async (tx) => {
    const host = await findHost(tx, { name })
    if (!host || host.revokedAt) throw new AppError('not-found', `no host ${name} in service`)
    await holdHost(tx, host.id)
    const before = await readHostProbing(tx, host.id)
    const off = isProbed ? null : (before.off ?? { at: now, reason })
    await writeHostProbing(tx, host.id, { places, off: off && { ...off, reason }, looksAtOthers })
    await recordAudit(tx, { at: now, actor, action: 'host: probes', subject: `host ${name}`, reason, before, after: { places, isProbed, looksAtOthers } })
    const wasProbed = before.off === null
    if (wasProbed !== isProbed) await recordChange(tx, { kind: 'host', at: now, actor, from: wasProbed ? 'probed' : 'unprobed', to: isProbed ? 'probed' : 'unprobed', reason, hostId: host.id, evidence: {} })
    if (!isProbed) for (const id of await leaveIncidents(tx, host.id, 'probe')) await closeFailingProbeIncident(tx, id, now, actor)
    else await askForProbe(tx, host.id, now)
  })
}
