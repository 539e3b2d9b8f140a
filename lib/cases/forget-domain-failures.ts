import { recordChange } from '../audit/change-records.ts'
import type { Doing } from '../audit/doing.ts'
import { holdDomain } from '../domain-checks/domain-check-records.ts'
import { listFailuresOfDomain, listForeignFailures, removeFailure } from '../domain-checks/domain-failure-records.ts'
import { closeFailingProbeIncident } from '../incidents/close-incident.ts'
import { transact } from '../transact.ts'

/** Takes away what did harm at domains that send through us no longer, or are ours no longer; their next look, if there is one, finds it anew. */
export async function forgetDomainFailures({ db, now, actor }: Doing, ownDomains: readonly string[]): Promise<void> {
  for (const domain of await listForeignFailures(db, ownDomains)) {
    await transact(db, async (tx) => {
      await holdDomain(tx, domain)
      for (const { check, state, customerId, incidentId } of await listFailuresOfDomain(tx, domain)) {
        await removeFailure(tx, { domain, check })
        await recordChange(tx, { kind: 'domain-check', at: now, actor, from: state, to: 'gone', customerId, incidentId, evidence: { domain, check, about: '', evidence: '' } })
        if (incidentId !== null) await closeFailingProbeIncident(tx, incidentId, now, actor)
      }
    })
  }
}
