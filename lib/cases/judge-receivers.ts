import { recordChange } from '../audit/change-records.ts'
import type { By } from '../audit/doing.ts'
import { listReceiverMoves } from '../audit/receiver-move-records.ts'
import type { Tx } from '../db.ts'
import { HABIT_DAYS, habitOf, NO_HABIT, usuallyTaken } from '../deliveries/habit.ts'
import { attemptsByDay, attemptsOfADay, findFirstRefusal } from '../deliveries/habit-records.ts'
import { receiverBlockCause } from '../incidents/incident.ts'
import { openOrJoinIncident } from '../incidents/open-or-join-incident.ts'
import { askForProbe } from '../probes/probe-schedule-records.ts'
import type { EventOf } from '../protocol/events.ts'
import { habitDays } from '../receiver-standings/habit-days.ts'
import { FAULTS_MIN, judgeStanding, type Bucket, type Judged } from '../receiver-standings/standing.ts'
import { findStandings, saveHabits, saveProof, saveStanding, type StandingRow } from '../receiver-standings/standing-records.ts'
import { CLASSES_ABOUT_US, verdictOf } from '../refusals/verdict.ts'

/** What is usual is looked up again after so long; while too little is known, sooner. */
const HABIT_KEPT_MS = 24 * 3_600_000
const WEAK_HABIT_KEPT_MS = 3_600_000
const WEAK_UNDER = 100
const DAY_MS = 86_400_000

type Told = Pick<EventOf<'deliveries'>, 'cells'>

/**
 * Judges the receivers of which a host just told something new: those that did not take all, and those in trouble. Runs
 * in the transaction that stored the cells and holds the host, so that the two are never apart. Judged again with the
 * same cells it changes nothing.
 */
export async function judgeReceivers(tx: Tx, { now }: By, host: { id: number; name: string }, told: Told[]): Promise<void> {
  const cells = told.flatMap((each) => each.cells)
  if (cells.length === 0) return
  const untaken = cells.flatMap(({ receiver, refusalClass }) => (refusalClass !== null && isAboutUs(refusalClass) ? [receiver] : []))
  const standings = await findStandings(tx, host.id, [...new Set(untaken)])
  const named = new Set(cells.map(({ receiver }) => receiver))
  const troubled = [...standings.values()].flatMap(({ receiver, state }) => (state !== 'fine' && named.has(receiver) ? [receiver] : []))
  const receivers = [...new Set([...untaken, ...troubled])]
  if (receivers.length === 0) return

  const attempts = await attemptsOfADay(tx, { hostId: host.id, receivers, always: troubled, faultsMin: FAULTS_MIN, now })
  // In one order everywhere: two hosts that open two incidents at once must not wait for each other.
  const suspects = [...attempts.keys()].sort()
  await lookUpHabits(tx, host.id, suspects, standings, now)
  for (const receiver of suspects) {
    const standing = standings.get(receiver)
    if (standing) await judgeOne(tx, now, host, standing, attempts.get(receiver) ?? [])
  }
}

function isAboutUs(refusalClass: string): boolean {
  const verdict = verdictOf(refusalClass)
  return verdict === 'us' || verdict === 'unclear'
}

/** A habit is not looked up in trouble, and days of trouble make none. */
async function lookUpHabits(tx: Tx, hostId: number, receivers: string[], standings: Map<string, StandingRow>, now: Date): Promise<void> {
  const stale = receivers.filter((receiver) => isStale(standings.get(receiver), now))
  if (stale.length === 0) return
  const days = await attemptsByDay(tx, hostId, stale, now)
  const moves = await listReceiverMoves(tx, { hostId, since: new Date(now.getTime() - (HABIT_DAYS + 1) * DAY_MS) })
  const looked = stale.map((receiver) => {
    const own = moves.filter(({ evidence }) => evidence.receiver === receiver)
    return { receiver, habit: habitOf(habitDays(days.get(receiver) ?? [], own, now)) }
  })
  await saveHabits(tx, hostId, looked, now)
  for (const { receiver, habit } of looked) standings.set(receiver, { ...(standings.get(receiver) ?? newStanding(receiver, now)), habit, habitAt: now })
}

function isStale(standing: StandingRow | undefined, now: Date): boolean {
  if (!standing) return true
  const kept = standing.habit.attempts < WEAK_UNDER ? WEAK_HABIT_KEPT_MS : HABIT_KEPT_MS
  return standing.state === 'fine' && now.getTime() - standing.habitAt.getTime() >= kept
}

function newStanding(receiver: string, now: Date): StandingRow {
  return { receiver, state: 'fine', since: now, proof: null, habit: NO_HABIT, habitAt: now, firstAt: null, refusalClass: null, reply: null, incidentId: null }
}

async function judgeOne(tx: Tx, now: Date, host: { id: number; name: string }, standing: StandingRow, buckets: Bucket[]): Promise<void> {
  const judged = judgeStanding(standing, standing.habit, buckets)
  if (!judged) return
  if (judged.state === standing.state) return saveProof(tx, host.id, standing.receiver, judged.proof)
  await move(tx, now, host, standing, judged)
}

async function move(tx: Tx, now: Date, host: { id: number; name: string }, standing: StandingRow, { state, proof }: Judged): Promise<void> {
  const actor = { kind: 'worker' } as const
  const { receiver, habit } = standing
  const words = state === 'fine' ? null : await findFirstRefusal(tx, { hostId: host.id, receiver, since: proof.from, classes: CLASSES_ABOUT_US, isForGood: state === 'refused' })
  const isNew = standing.state === 'fine'
  const firstAt = state === 'fine' ? null : (words?.at ?? proof.from)
  const incidentId = isNew ? (await openOrJoinIncident(tx, { kind: 'receiver-block', causeKey: receiverBlockCause(receiver), at: now, actor, hostId: host.id })).id : standing.incidentId
  const said = words ?? standing
  // What a receiver has against us may show from outside: a name that leads nowhere, a host that relays.
  if (state !== 'fine') await askForProbe(tx, host.id, now)
  await saveStanding(tx, host.id, receiver, { state, since: now, proof, firstAt, incidentId, refusalClass: said.refusalClass, reply: said.reply })
  await recordChange(tx, {
    kind: 'receiver', at: now, actor, from: standing.state, to: state, hostId: host.id, incidentId,
    evidence: {
      receiver, attempts: proof.attempts, deferred: proof.deferred, refused: proof.refused, from: proof.from.toISOString(), firstAt: firstAt?.toISOString() ?? null,
      refusalClass: state === 'fine' ? null : said.refusalClass, reply: state === 'fine' ? null : said.reply, usuallyTaken: usuallyTaken(habit),
    },
  })
}
