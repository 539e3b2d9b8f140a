import 'server-only'
import { may } from '../access/permissions.ts'
import type { Viewer } from '../access/viewer.ts'
import { webDb } from '../access/web-desk.ts'
import { findDomainOwner } from './domain-owner-records.ts'
import { listDomainChecks, listDomainMoves, type DomainMove, type StoredDomainCheck } from './domain-check-records.ts'
import { listFailuresOfDomain } from './domain-failure-records.ts'
import type { DomainCheckName, DomainCheckState, DomainFinding, Finding, SendingSetting } from './domain-check.ts'
import { findSendingDomain, listSendingAddresses } from './due-domain-records.ts'
import { readSendingSetting } from './sending-setting-records.ts'

export type DomainCheckForPage = Omit<StoredDomainCheck, 'since' | 'checkedAt'> & { since: string }
export type AddressVerdict = { ip: string; host: string; state: DomainCheckState; finding: Finding }
export type DomainPage = {
  domain: string
  isOurs: boolean
  customer: { number: string; name: string } | null
  checkedAt: string | null
  spf: DomainCheckForPage | null
  /** Each of our addresses with what SPF says of it; empty before the first look. */
  addresses: AddressVerdict[]
  dkim: DomainCheckForPage[]
  dmarc: DomainCheckForPage | null
  setting: Pick<SendingSetting, 'includeDomain' | 'dkimSelectors'>
  /** What does harm now. */
  harms: { check: DomainCheckName; state: 'fail' | 'unknown'; since: string; incident: { number: number; isOpen: boolean } | null; acknowledged: { by: string; reason: string; until: string | null; isOver: boolean } | null }[]
  moves: (Omit<DomainMove, 'at'> & { at: string })[]
}

const MOVES_SHOWN = 50

/** What is known of one sending domain; null for one that does not send through us. */
export async function getDomainPage(viewer: Viewer, domain: string, now: Date): Promise<DomainPage | null> {
  if (!may(viewer, 'see-desk')) return null
  const db = webDb()
  const setting = await readSendingSetting(db)
  const found = await findSendingDomain(db, domain, setting.ownDomains)
  if (!found) return null
  const [customer, checks, ours, moves, failures] = await Promise.all([
    findDomainOwner(db, found.customerId),
    listDomainChecks(db, domain),
    listSendingAddresses(db),
    listDomainMoves(db, { domain, customerId: found.customerId, limit: MOVES_SHOWN }),
    listFailuresOfDomain(db, domain),
  ])
  const forPage = ({ since, checkedAt: _, ...check }: StoredDomainCheck): DomainCheckForPage => ({ ...check, since: since.toISOString() })
  const [spf, dmarc] = (['spf', 'dmarc'] as const).map((name) => checks.find(({ check, about }) => check === name && about === ''))
  return {
    domain, customer, isOurs: setting.ownDomains.includes(domain),
    checkedAt: checks[0]?.checkedAt.toISOString() ?? null,
    spf: spf ? forPage(spf) : null,
    addresses: spf ? ours.flatMap((address) => verdictOf(address, spf, checks)) : [],
    dkim: checks.filter(({ check }) => check === 'dkim').map(forPage),
    dmarc: dmarc ? forPage(dmarc) : null,
    setting: { includeDomain: setting.includeDomain, dkimSelectors: setting.dkimSelectors },
    harms: failures.map(({ check, state, since, incident, acknowledged }) => ({
      check, state, since: since.toISOString(), incident,
      acknowledged: acknowledged && { by: acknowledged.by, reason: acknowledged.reason, until: acknowledged.until?.toISOString() ?? null, isOver: acknowledged.until !== null && acknowledged.until <= now },
    })),
    moves: moves.map((move) => ({ ...move, at: move.at.toISOString() })),
  }
}

/** An address's own row, or what holds for all of them; one that came later than the look has neither. */
function verdictOf(address: { ip: string; host: string }, whole: DomainFinding, checks: readonly DomainFinding[]): AddressVerdict[] {
  const each = checks.filter(({ check, about }) => check === 'spf' && about !== '')
  const own = each.length === 0 ? whole : each.find(({ about }) => about === address.ip)
  return own ? [{ ...address, state: own.state, finding: own.evidence.finding }] : []
}
