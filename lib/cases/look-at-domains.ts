import type { Doing } from '../audit/doing.ts'
import type { Db } from '../db.ts'
import type { Resolve } from '../dns/resolve-names.ts'
import { checkDomain, lookAtInclude, type OurSending } from '../domain-checks/check-domain.ts'
import type { DomainCheckName, SendingSetting } from '../domain-checks/domain-check.ts'
import { listSendingAddresses, type DueDomain } from '../domain-checks/due-domain-records.ts'
import { storeDomainChecks } from './store-domain-checks.ts'

/** What of ours the domains are held against, as it is now. */
export async function readOurSending(db: Db, setting: SendingSetting, resolve: Resolve): Promise<OurSending> {
  const addresses = await listSendingAddresses(db)
  return { addresses, include: await lookAtInclude(setting.includeDomain, addresses, resolve), selectors: setting.dkimSelectors }
}

export type DomainLook = { domain: string; moved: DomainCheckName[] } | { domain: string; error: unknown }

/** Looks at some domains, a few at a time, and stores what is found of each; one that goes wrong holds up no other. */
export async function lookAtDomains(doing: () => Doing, domains: readonly DueDomain[], ours: OurSending, resolve: Resolve, { atOnce, signal }: { atOnce: number; signal: AbortSignal }): Promise<DomainLook[]> {
  const waiting = [...domains]
  const looks: DomainLook[] = []
  const work = async () => {
    for (let due = waiting.shift(); due && !signal.aborted; due = waiting.shift()) {
      try {
        const findings = await checkDomain(due.domain, ours, resolve)
        looks.push({ domain: due.domain, moved: signal.aborted ? [] : await storeDomainChecks(doing(), due, findings) })
      } catch (error) {
        looks.push({ domain: due.domain, error })
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return looks
}
