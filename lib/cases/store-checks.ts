import { recordChange } from '../audit/change-records.ts'
import type { By } from '../audit/doing.ts'
import type { Tx } from '../db.ts'
import { failingCheckCause } from '../incidents/check-cause.ts'
import { closeFailingProbeIncident } from '../incidents/close-incident.ts'
import { openOrJoinIncident } from '../incidents/open-or-join-incident.ts'
import { harmOf, storyOf, type CheckSource } from '../probes/check-catalogue.ts'
import { foldLooks, isFailing, judgeLooks, moveCheck, type Clock, type Look, type Move } from '../probes/host-check.ts'
import { listChecksOfHost, removeChecks, saveChecks, type CheckKey, type KeptCheck, type SavedCheck } from '../probes/host-check-records.ts'

export type CheckedHost = { id: number; name: string; kind: string }
/** What somebody saw of a check at a place: one look, or one for each line of a file that is wrong. */
export type SeenCheck = CheckKey & { looks: Look[] }
/** `wholePlaces`: where all was looked at, so that what is not named there applies no more. `null`: everywhere. */
export type SeenChecks = { source: CheckSource; from: string; seen: SeenCheck[]; wholePlaces: ReadonlySet<string> | null; freshMs: number }

type Settled = { saved: SavedCheck; before: KeptCheck | undefined; move: Move; isNewFinding: boolean }

/**
 * Stores what was seen of a host's checks and tells what turned: a change row for each that begins to fail or ceases
 * to, an incident for what harms now, joined by every host of its kind, over when the last of them passes. Runs in a
 * transaction that holds the host. Returns how many turned.
 */
export async function storeChecks(tx: Tx, by: By, host: CheckedHost, told: SeenChecks): Promise<number> {
  const { source, from, freshMs } = told
  const clock = { now: by.now, freshMs }
  const kept = await listChecksOfHost(tx, host.id, source)
  const seen = new Map(told.seen.map((one) => [keyOf(one), one]))
  const known = new Map(kept.map((one) => [keyOf(one), one]))
  const isLeftOut = (one: KeptCheck) => !seen.has(keyOf(one)) && (told.wholePlaces === null || told.wholePlaces.has(one.place))

  const settled = told.seen.map((one) => settle(known.get(keyOf(one)), one, foldLooks(known.get(keyOf(one))?.looks ?? [], from, one.looks, clock), clock))
  const left = kept.filter(isLeftOut).map((one) => ({ one, looks: foldLooks(one.looks, from, [], clock) }))
  const still = left.filter(({ looks }) => looks.length > 0).map(({ one, looks }) => settle(one, one, looks, clock))
  const gone = left.filter(({ looks }) => looks.length === 0).map(({ one }) => one)
  const idle = kept.filter((one) => !seen.has(keyOf(one)) && !isLeftOut(one)).map((one) => settle(one, one, one.looks, clock))
  return write(tx, by, host, source, [...settled, ...still, ...idle.filter(({ saved, before }) => saved.state !== before?.state)], gone)
}

/** Judges anew what was seen before, by the clock alone: looks that grew too old say nothing any more. */
export async function ageChecks(tx: Tx, by: By, host: CheckedHost, { source, freshMs }: { source: CheckSource; freshMs: number }): Promise<void> {
  const clock = { now: by.now, freshMs }
  const aged = (await listChecksOfHost(tx, host.id, source)).map((one) => settle(one, one, one.looks, clock)).filter(({ saved, before }) => saved.state !== before?.state)
  await write(tx, by, host, source, aged, [])
}

function keyOf({ check, place }: CheckKey): string {
  return `${check} ${place}`
}

function settle(before: KeptCheck | undefined, { check, place }: CheckKey, all: Look[], clock: Clock): Settled {
  const { state, checkedAt, evidence, cure, findingId } = judgeLooks(all, clock)
  const move = moveCheck(before ?? null, state, clock.now)
  const isNewFinding = before?.state === 'fail' && state === 'fail' && findingId !== null && before.findingId !== null && findingId !== before.findingId
  const isChanged = (before?.isAcknowledged ?? false) && (state === 'pass' || isNewFinding)
  return { before, move, isNewFinding, saved: { check, place, ...move.standing, checkedAt, evidence, cure, looks: all, incidentId: before?.incidentId ?? null, isChanged } }
}

/** Causes are gone through in one order everywhere: two hosts that open two incidents must not wait for each other. */
async function write(tx: Tx, by: By, host: CheckedHost, source: CheckSource, settled: Settled[], gone: KeptCheck[]): Promise<number> {
  const begun = settled.filter(({ saved, before }) => saved.state === 'fail' && harmOf(saved.check) === 'now' && !(before && isFailing(before) && before.incidentId !== null))
  for (const one of begun.toSorted((a, b) => storyOf(a.saved.check).localeCompare(storyOf(b.saved.check)))) {
    const cause = { kind: 'failing-probe' as const, causeKey: failingCheckCause(storyOf(one.saved.check), host.kind), at: by.now, actor: by.actor, hostId: host.id }
    one.saved.incidentId = (await openOrJoinIncident(tx, cause)).id
  }
  await saveChecks(tx, host.id, source, settled.map(({ saved }) => saved))
  await removeChecks(tx, gone.map(({ id }) => id))

  let turns = 0
  for (const { saved, move, isNewFinding } of settled) {
    const turn = move.told ?? (isNewFinding ? { from: 'fail', to: 'fail' } : null)
    if (!turn) continue
    turns += 1
    await tell(tx, by, host, source, saved, turn)
  }
  const ended = gone.filter(isFailing)
  for (const one of ended) await tell(tx, by, host, source, { ...one, cure: null, evidence: 'It applies no more.' }, { from: one.state, to: 'pass' })

  const touched = [...settled.filter(({ before, saved }) => before && isFailing(before) && !isFailing(saved)).map(({ saved }) => saved.incidentId), ...ended.map(({ incidentId }) => incidentId)]
  for (const id of [...new Set(touched)].filter((one) => one !== null).sort((a, b) => a - b)) await closeFailingProbeIncident(tx, id, by.now, by.actor)
  return turns + ended.length
}

type Told = CheckKey & { evidence: string; cure: string | null; incidentId: number | null }

async function tell(tx: Tx, by: By, host: CheckedHost, source: CheckSource, { check, place, evidence, cure, incidentId }: Told, { from, to }: { from: string | null; to: string }): Promise<void> {
  await recordChange(tx, { kind: 'check', at: by.now, actor: by.actor, from, to, hostId: host.id, incidentId, evidence: { source, check, place, evidence: evidence.slice(0, 4000), cure } })
}
