import { recordChange } from '../audit/change-records.ts'
import type { By, Doing } from '../audit/doing.ts'
import type { Tx } from '../db.ts'
import { domainCheckNames, worstState, type DomainCheckName, type DomainCheckState, type DomainFinding } from '../domain-checks/domain-check.ts'
import { holdDomain, listDomainChecks, saveDomainChecks, type StoredDomainCheck } from '../domain-checks/domain-check-records.ts'
import { listFailuresOfDomain, removeFailure, saveFailure, type KeptFailure } from '../domain-checks/domain-failure-records.ts'
import { harmSeen, moveHarm } from '../domain-checks/domain-harm.ts'
import type { DueDomain } from '../domain-checks/due-domain-records.ts'
import { readSendingSetting } from '../domain-checks/sending-setting-records.ts'
import { closeFailingProbeIncident } from '../incidents/close-incident.ts'
import { failingDomainCause } from '../incidents/domain-cause.ts'
import { openOrJoinIncident } from '../incidents/open-or-join-incident.ts'
import { transact } from '../transact.ts'

/**
 * Stores what a look at a domain found. A check whose state as a whole is another than before is one change row, and so is harm that
 * begins, changes or ends; the first look at a domain without harm is none. Harm to a domain of ours opens an incident, which ends
 * when the check passes. A look older than what is stored is passed over.
 *
 * @returns checks that changed
 */
export async function storeDomainChecks({ db, now, actor }: Doing, { domain, customerId }: DueDomain, findings: readonly DomainFinding[]): Promise<DomainCheckName[]> {
  return transact(db, async (tx) => {
    await holdDomain(tx, domain)
    const before = await listDomainChecks(tx, domain)
    if (before.some(({ checkedAt }) => checkedAt > now)) return []
    await saveDomainChecks(tx, { domain, customerId, checkedAt: now, checks: findings.map((finding) => ({ ...finding, since: sinceWhen(before, finding, now) })) })

    const isOurs = (await readSendingSetting(tx)).ownDomains.includes(domain)
    const failures = await listFailuresOfDomain(tx, domain)
    const told: DomainCheckName[] = []
    for (const check of domainCheckNames) {
      const kept = failures.find((one) => one.check === check) ?? null
      if (await storeCheck(tx, { now, actor }, { domain, customerId, isOurs, check, kept, before, findings })) told.push(check)
    }
    return told
  })
}

function sinceWhen(before: readonly StoredDomainCheck[], { check, about, state }: DomainFinding, now: Date): Date {
  return before.find((one) => one.check === check && one.about === about && one.state === state)?.since ?? now
}

type CheckToStore = DueDomain & { isOurs: boolean; check: DomainCheckName; kept: KeptFailure | null; before: readonly DomainFinding[]; findings: readonly DomainFinding[] }

/** @returns whether a change row was written */
async function storeCheck(tx: Tx, by: By, { domain, customerId, isOurs, check, kept, before, findings }: CheckToStore): Promise<boolean> {
  const seen = harmSeen(check, findings, isOurs)
  const harm = moveHarm(kept, seen, by.now)
  const opens = isOurs && harm.kept?.state === 'fail' && kept?.incidentId == null
  const incidentId = opens ? (await openOrJoinIncident(tx, { kind: 'failing-probe', causeKey: failingDomainCause(domain, check), at: by.now, actor: by.actor, customerId })).id : (kept?.incidentId ?? null)
  const isUnread = harm.kept?.state === 'unknown'
  if (harm.kept) await saveFailure(tx, { domain, check, ...harm.kept, evidence: isUnread && kept ? kept.evidence : seen.evidence, isOurs, customerId, incidentId, isChanged: harm.isChanged })
  else if (kept) await removeFailure(tx, { domain, check })

  const turn = turnOf(check, before, findings) ?? harm.told
  if (turn) {
    const decisive = findings.find((finding) => finding.check === check && finding.state === turn.to)
    const evidence = seen.state === 'none' ? (decisive ? wordsOf(decisive) : seen.evidence) : seen.evidence
    const about = seen.state === 'none' ? (decisive?.about ?? '') : seen.about
    await recordChange(tx, { kind: 'domain-check', at: by.now, actor: by.actor, from: turn.from, to: turn.to, customerId, incidentId, evidence: { domain, check, about, evidence } })
  }
  if (kept?.incidentId != null && !harm.kept) await closeFailingProbeIncident(tx, kept.incidentId, by.now, by.actor)
  return turn !== null
}

/** The check as a whole is another than it was; null when it is not, or was never looked at. */
function turnOf(check: DomainCheckName, before: readonly DomainFinding[], findings: readonly DomainFinding[]): { from: DomainCheckState; to: DomainCheckState } | null {
  const [from, to] = [stateOf(check, before), stateOf(check, findings)]
  return from !== null && to !== null && from !== to ? { from, to } : null
}

function stateOf(check: DomainCheckName, findings: readonly DomainFinding[]): DomainCheckState | null {
  return worstState(findings.filter((finding) => finding.check === check).map(({ state }) => state))
}

function wordsOf({ evidence: { record, text, finding } }: DomainFinding): string {
  return record ?? text ?? finding
}
