import { recordAudit } from '../audit/audit-records.ts'
import { recordChange } from '../audit/change-records.ts'
import type { Doing } from '../audit/doing.ts'
import type { Tx } from '../db.ts'
import { AppError } from '../errors.ts'
import { findHost } from '../hosts/host-records.ts'
import { CHECK_SOURCES, type CheckSource } from '../probes/check-catalogue.ts'
import { acknowledgeInput, forgetAcknowledgementInput, type AcknowledgeInput } from '../probes/host-check.ts'
import { listFailingPlaces, setAcknowledged, setNotAcknowledged, type AcknowledgedCheck } from '../probes/host-check-records.ts'
import { transact } from '../transact.ts'

const DAY_MS = 86_400_000

/**
 * Says of a failing check of a host that it is known, why, and until when. It stays in sight, but is no work meanwhile; it
 * comes back when its time is up or when it changes.
 */
export async function acknowledgeCheck(doing: Doing, input: AcknowledgeInput): Promise<void> {
  const { host, check, reason, days } = acknowledgeInput.parse(input)
  const { now, actor } = doing
  if (actor.kind !== 'person') throw new AppError('not-allowed', 'only a person can say that a failing check is known')
  const until = days === null ? null : new Date(now.getTime() + days * DAY_MS)
  await onFailing(doing, { host, check }, async (tx, hostId, failing) => {
    await setAcknowledged(tx, failing.map(({ id }) => id), { at: now, userId: actor.userId, reason, until })
    await tell(tx, doing, hostId, failing, { to: 'acknowledged', reason })
    await recordAudit(tx, { at: now, actor, action: 'check: acknowledge', subject: `${check} of ${host}`, reason, after: { until } })
  })
}

/** Takes that back: it is work again. */
export async function forgetAcknowledgement(doing: Doing, input: Pick<AcknowledgeInput, 'host' | 'check'>): Promise<void> {
  const { host, check } = forgetAcknowledgementInput.parse(input)
  await onFailing(doing, { host, check }, async (tx, hostId, failing) => {
    await setNotAcknowledged(tx, failing.map(({ id }) => id))
    await tell(tx, doing, hostId, failing, { to: 'reopened', reason: '' })
    await recordAudit(tx, { at: doing.now, actor: doing.actor, action: 'check: not acknowledged', subject: `${check} of ${host}` })
  })
}

async function onFailing({ db }: Doing, { host: name, check }: Pick<AcknowledgeInput, 'host' | 'check'>, work: (tx: Tx, hostId: number, failing: AcknowledgedCheck[]) => Promise<void>): Promise<void> {
  await transact(db, async (tx) => {
    const host = await findHost(tx, { name })
    const failing = host ? await listFailingPlaces(tx, host.id, check) : []
    if (!host || failing.length === 0) throw new AppError('not-found', `no failing check ${check} of host ${name}`)
    await work(tx, host.id, failing)
  })
}

/** One row for all places: it is one thing that somebody said. */
async function tell(tx: Tx, { now, actor }: Doing, hostId: number, failing: AcknowledgedCheck[], { to, reason }: { to: string; reason: string }): Promise<void> {
  const [first] = failing
  if (!first) return
  const place = failing.map((one) => one.place).join(', ').slice(0, 1000)
  await recordChange(tx, { kind: 'check', at: now, actor, from: first.state, to, reason, hostId, incidentId: first.incidentId, evidence: { source: sourceOf(first.source), check: first.check, place, evidence: first.evidence, cure: first.cure } })
}

function sourceOf(text: string): CheckSource {
  return CHECK_SOURCES.find((one) => one === text) ?? 'probe'
}
