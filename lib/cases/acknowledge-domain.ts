import { recordAudit } from '../audit/audit-records.ts'
import { recordChange } from '../audit/change-records.ts'
import type { Doing } from '../audit/doing.ts'
import type { Tx } from '../db.ts'
import { acknowledgeDomainInput, forgetDomainAcknowledgementInput, type AcknowledgeDomainInput } from '../domain-checks/domain-check.ts'
import { holdDomain } from '../domain-checks/domain-check-records.ts'
import { listFailuresOfDomain, setFailureAcknowledged, type FailureKey, type KeptFailure } from '../domain-checks/domain-failure-records.ts'
import { AppError } from '../errors.ts'
import { transact } from '../transact.ts'

const DAY_MS = 86_400_000

/** Says of harm at a sending domain that it is known, why, and until when; it comes back when its time is up or when it changes. */
export async function acknowledgeDomain(doing: Doing, input: AcknowledgeDomainInput): Promise<void> {
  const { domain, check, reason, days } = acknowledgeDomainInput.parse(input)
  const { now, actor } = doing
  if (actor.kind !== 'person') throw new AppError('not-allowed', 'only a person can say that a failing check is known')
  const until = days === null ? null : new Date(now.getTime() + days * DAY_MS)
  await onFailure(doing, { domain, check }, async (tx, failure) => {
    await setFailureAcknowledged(tx, { domain, check }, { at: now, userId: actor.userId, reason, until })
    await tell(tx, doing, failure, { to: 'acknowledged', reason })
    await recordAudit(tx, { at: now, actor, action: 'domain check: acknowledge', subject: `${check} of ${domain}`, reason, after: { until } })
  })
}

/** Takes that back: it is work again. */
export async function forgetDomainAcknowledgement(doing: Doing, input: FailureKey): Promise<void> {
  const { domain, check } = forgetDomainAcknowledgementInput.parse(input)
  await onFailure(doing, { domain, check }, async (tx, failure) => {
    await setFailureAcknowledged(tx, { domain, check }, null)
    await tell(tx, doing, failure, { to: 'reopened', reason: '' })
    await recordAudit(tx, { at: doing.now, actor: doing.actor, action: 'domain check: not acknowledged', subject: `${check} of ${domain}` })
  })
}

async function onFailure({ db }: Doing, { domain, check }: FailureKey, work: (tx: Tx, failure: KeptFailure) => Promise<void>): Promise<void> {
  await transact(db, async (tx) => {
    await holdDomain(tx, domain)
    const failure = (await listFailuresOfDomain(tx, domain)).find((one) => one.check === check)
    if (!failure) throw new AppError('not-found', `${check} of ${domain} does no harm`)
    await work(tx, failure)
  })
}

async function tell(tx: Tx, { now, actor }: Doing, { domain, check, state, customerId, incidentId, evidence }: KeptFailure, { to, reason }: { to: string; reason: string }): Promise<void> {
  await recordChange(tx, { kind: 'domain-check', at: now, actor, from: state, to, reason, customerId, incidentId, evidence: { domain, check, about: '', evidence } })
}
