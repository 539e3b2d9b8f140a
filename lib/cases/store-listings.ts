import { recordChange } from '../audit/change-records.ts'
import type { By, Doing } from '../audit/doing.ts'
import { isAddressKind } from '../blocklists/blocklist.ts'
import { judgeListing, isPending, isSame, type JudgedListing, type KeptListing } from '../blocklists/judge-listing.ts'
import { knownBlocklist } from '../blocklists/catalogue/catalogue.ts'
import { listingCause, opensIncident, type ListSetting } from '../blocklists/listing.ts'
import { usersOf } from '../blocklists/name-users.ts'
import { beginSpells, endSpells, findKept, holdListings, keyOf, touchListings, writeListings, type ListingWrite, type SpellBegin } from '../blocklists/store-listing-records.ts'
import type { BlocklistCheck } from '../blocklists/sweep-blocklists.ts'
import type { DeskTarget } from '../blocklists/target-records.ts'
import type { Tx } from '../db.ts'
import { findOpenIncident } from '../incidents/incident-records.ts'
import { holdCause, openOrJoinIncident } from '../incidents/open-or-join-incident.ts'
import { transact } from '../transact.ts'

/** Whose targets are, and what lists weigh here. */
export type ListingContext = { targets: ReadonlyMap<string, DeskTarget>; settings: ReadonlyMap<string, ListSetting> }
/** `changed`: rows that say something else than before; `moved`: of them, those that were announced. */
export type StoredListings = { changed: number; moved: number }

type Told = { check: BlocklistCheck; kept: KeptListing | undefined; judged: JudgedListing }

/**
 * Stores what lists answered, all of it at once: what says the same as before only grows younger; a listing and its end
 * write a change row, and a listing that weighs opens or joins the incident of its target. The same answers stored
 * again, or older ones, change nothing.
 */
export async function storeListings(doing: Doing, checks: readonly BlocklistCheck[], context: ListingContext): Promise<StoredListings> {
  if (checks.length === 0) return { changed: 0, moved: 0 }
  return transact(doing.db, async (tx) => {
    await holdListings(tx)
    const kept = await findKept(tx, checks)
    const newest = new Map(checks.map((check) => [keyOf(check), check]))
    const told = [...newest.values()].flatMap((check): Told[] => {
      const own = kept.get(keyOf(check))
      const judged = judgeListing(own, check)
      return judged ? [{ check, kept: own, judged }] : []
    })
    const { same = [], changed = [] } = Object.groupBy(told, (each) => (each.kept && isSame(each.kept, each.judged) ? 'same' : 'changed'))
    await touchListings(tx, same.map(({ check }) => check))
    const rows: ListingWrite[] = []
    // In one order everywhere: two that open two incidents at once must not wait for each other.
    for (const each of changed.toSorted((a, b) => keyOf(a.check).localeCompare(keyOf(b.check)))) rows.push(rowOf(each, await announce(tx, doing, each, context)))
    await writeListings(tx, rows)
    await endSpells(tx, changed.flatMap(endedSpells))
    await beginSpells(tx, changed.flatMap(begunSpells))
    return { changed: changed.length, moved: changed.filter(({ judged }) => judged.move).length }
  })
}

/** Writes the change row of a move, if it is one. Returns the incident the listing belongs to. */
async function announce(tx: Tx, by: By, { check, kept, judged }: Told, context: ListingContext): Promise<number | null> {
  const { move } = judged
  if (!move) return kept?.incidentId ?? null
  const target = context.targets.get(check.target)
  const hostId = target ? hostOf(target) : null
  const customerId = target?.customer?.id ?? null
  const incidentId = move.to === 'listed' ? await incidentOf(tx, by, { check, kept, hostId, customerId }, context) : (kept?.incidentId ?? null)
  const { target: name, list } = check
  const { codes, meaning, text, reason } = judged
  const usedBy = target && !isAddressKind(target.kind) ? usersOf(target) : []
  await recordChange(tx, { kind: 'listing', at: check.at, actor: by.actor, from: move.from, to: move.to, hostId, customerId, incidentId, evidence: { target: name, list, codes, meaning, text, reason, ...(usedBy.length > 0 && { usedBy }) } })
  return incidentId
}

/** A name that several hosts go by is no single one's. */
function hostOf({ kind, hosts }: DeskTarget): number | null {
  return isAddressKind(kind) || hosts.length === 1 ? (hosts[0]?.id ?? null) : null
}

type Listed = { check: BlocklistCheck; kept: KeptListing | undefined; hostId: number | null; customerId: number | null }

/** What weighs opens or joins the target's incident; what does not is told in one that is open. */
async function incidentOf(tx: Tx, { actor }: By, { check, hostId, customerId }: Listed, { settings }: ListingContext): Promise<number | null> {
  const causeKey = listingCause(check.target)
  const list = knownBlocklist(check.list)
  if (list && opensIncident(list, check.codes, settings.get(check.list) ?? null)) return (await openOrJoinIncident(tx, { kind: 'listing', causeKey, at: check.at, actor, hostId, customerId })).id
  await holdCause(tx, { kind: 'listing', causeKey })
  return (await findOpenIncident(tx, 'listing', causeKey))?.id ?? null
}

function rowOf({ check, judged }: Told, incidentId: number | null): ListingWrite {
  const { state, since, knownState, knownAt, codes, meaning, text, reason } = judged
  const evidence = check.evidence.map(({ resolver, state: said, codes: by, reason: why }) => ({ resolver, state: said, codes: [...by], reason: why }))
  return { target: check.target, list: check.list, kind: check.kind, checkedAt: check.at, state, since, knownState, knownAt, codes, meaning, text, reason, evidence, incidentId }
}

/** A listing ends with a usable answer only; a span in which nobody could tell ends with any. A first look is neither. */
function endedSpells({ check, kept, judged }: Told): (Pick<SpellBegin, 'target' | 'list' | 'state' | 'at'>)[] {
  const { target, list, at } = check
  const ended: (Pick<SpellBegin, 'target' | 'list' | 'state' | 'at'>)[] = []
  if (kept?.knownState === 'listed' && judged.state === 'clear') ended.push({ target, list, state: 'listed', at })
  if (isUntold(kept) && !isUntold(judged)) ended.push({ target, list, state: 'unknown', at })
  return ended
}

function begunSpells({ check, kept, judged }: Told): SpellBegin[] {
  const { target, list } = check
  const { codes, text, reason, since: at } = judged
  if (judged.state === 'listed' && kept?.knownState !== 'listed') return [{ target, list, state: 'listed', at, codes, text, reason: null }]
  return isUntold(judged) && !isUntold(kept) ? [{ target, list, state: 'unknown', at, codes, text, reason }] : []
}

function isUntold(row: Pick<KeptListing, 'state' | 'reason'> | undefined): boolean {
  return row?.state === 'unknown' && !isPending(row)
}
