import type { Db, Tx } from '../db.ts'
import type { Habit } from '../deliveries/habit.ts'
import { standingStates, type Proof, type Standing, type StandingState } from './standing.ts'

export type StandingRow = Standing & { receiver: string; habit: Habit; habitAt: Date; firstAt: Date | null; refusalClass: string | null; reply: string | null; incidentId: number | null }

const HABIT = { habitAttempts: true, habitDeferred: true, habitRefused: true, habitStrength: true, habitAt: true } as const

/** How receivers stand to a host: those in trouble, and of those that are asked for the ones that ever went wrong. */
export async function findStandings(tx: Tx, hostId: number, receivers: string[]): Promise<Map<string, StandingRow>> {
  const rows = await tx.$queryRaw<KeptRow[]>`
    SELECT receiver, state, since, "firstAt", "proofFrom", attempts, deferred, refused, "refusalClass", reply, "habitAttempts", "habitDeferred", "habitRefused", "habitStrength", "habitAt", "incidentId"
    FROM "ReceiverStanding" WHERE "hostId" = ${hostId} AND (state <> 'fine' OR receiver = ANY (${receivers}))`
  return new Map(rows.map((row) => [row.receiver, rowOf(row)]))
}

export type LookedUp = { receiver: string; habit: Habit }

/** What is usual, as it was looked up now; a pair that has no row yet is fine. */
export async function saveHabits(tx: Tx, hostId: number, looked: LookedUp[], habitAt: Date): Promise<void> {
  const column = (of: (habit: Habit) => number): number[] => looked.map(({ habit }) => of(habit))
  await tx.$executeRaw`
    INSERT INTO "ReceiverStanding" ("hostId", receiver, state, since, "habitAt", "habitAttempts", "habitDeferred", "habitRefused", "habitStrength")
    SELECT ${hostId}, receiver, 'fine', ${habitAt}, ${habitAt}, attempts, deferred, refused, strength FROM unnest(
      ${looked.map(({ receiver }) => receiver)}::text[], ${column(({ attempts }) => attempts)}::int[], ${column(({ deferred }) => deferred)}::int[],
      ${column(({ refused }) => refused)}::int[], ${column(({ strength }) => strength)}::int[]
    ) AS looked (receiver, attempts, deferred, refused, strength)
    ON CONFLICT ("hostId", receiver) DO UPDATE SET "habitAt" = EXCLUDED."habitAt", "habitAttempts" = EXCLUDED."habitAttempts",
      "habitDeferred" = EXCLUDED."habitDeferred", "habitRefused" = EXCLUDED."habitRefused", "habitStrength" = EXCLUDED."habitStrength"`
}

export type StandingChange = { state: StandingState; since: Date; proof: Proof; firstAt: Date | null; refusalClass: string | null; reply: string | null; incidentId: number | null }

/** A receiver stands otherwise to a host from now on. */
export async function saveStanding(tx: Tx, hostId: number, receiver: string, { proof, ...change }: StandingChange): Promise<void> {
  await tx.receiverStanding.update({ where: { hostId_receiver: { hostId, receiver } }, data: { ...change, ...columnsOf(proof) }, select: { hostId: true } })
}

/** More attempts that prove the state it is in. */
export async function saveProof(tx: Tx, hostId: number, receiver: string, proof: Proof): Promise<void> {
  await tx.receiverStanding.update({ where: { hostId_receiver: { hostId, receiver } }, data: columnsOf(proof), select: { hostId: true } })
}

function columnsOf({ from, attempts, deferred, refused }: Proof) {
  return { proofFrom: from, attempts, deferred, refused }
}

/** Whether an incident's hosts all get through again, and since when; hosts out of service are passed over. */
export async function endOfTrouble(tx: Tx, incidentId: number): Promise<{ troubled: number; since: Date | null }> {
  const rows = await tx.receiverStanding.findMany({ where: { incidentId, host: { revokedAt: null } }, select: { state: true, since: true } })
  const latest = rows.map(({ since }) => since.getTime()).reduce((max, at) => Math.max(max, at), 0)
  return { troubled: rows.filter(({ state }) => state !== 'fine').length, since: rows.length === 0 ? null : new Date(latest) }
}

export type TroubledPair = { receiver: string; host: string; state: StandingState; since: Date; firstAt: Date | null; incidentNumber: number | null }

/** All pairs in trouble, of hosts in service. */
export async function listTroubledPairs(db: Db): Promise<TroubledPair[]> {
  const rows = await db.receiverStanding.findMany({
    where: { state: { not: 'fine' }, host: { revokedAt: null } },
    orderBy: [{ receiver: 'asc' }, { hostId: 'asc' }],
    select: { receiver: true, state: true, since: true, firstAt: true, host: { select: { name: true } }, incident: { select: { number: true } } },
  })
  return rows.map(({ host, incident, state, ...row }) => ({ ...row, state: readState(state), host: host.name, incidentNumber: incident?.number ?? null }))
}

export type PairStanding = { hostId: number; receiver: string; state: StandingState; since: Date; firstAt: Date | null; habit: Habit; incidentNumber: number | null }

/** How receivers stand to hosts, as far as something ever went wrong between two of them. */
export async function listStandings(db: Db, hostIds: number[], receivers: string[]): Promise<PairStanding[]> {
  const rows = await db.receiverStanding.findMany({
    where: { hostId: { in: hostIds }, receiver: { in: receivers } },
    select: { hostId: true, receiver: true, state: true, since: true, firstAt: true, ...HABIT, incident: { select: { number: true, state: true } } },
  })
  return rows.map(({ hostId, receiver, state, since, firstAt, incident, ...kept }) => (
    { hostId, receiver, state: readState(state), since, firstAt, habit: habitOf(kept), incidentNumber: incident?.state === 'open' ? incident.number : null }
  ))
}

type KeptHabit = { habitAttempts: number; habitDeferred: number; habitRefused: number; habitStrength: number }
type KeptRow = KeptHabit & Pick<StandingRow, 'receiver' | 'firstAt' | 'refusalClass' | 'reply' | 'incidentId' | 'habitAt'>
  & { state: string; since: Date; proofFrom: Date | null; attempts: number; deferred: number; refused: number }

function rowOf(row: KeptRow): StandingRow {
  const { receiver, state, since, firstAt, refusalClass, reply, incidentId, habitAt, proofFrom, attempts, deferred, refused } = row
  return { receiver, state: readState(state), since, firstAt, refusalClass, reply, incidentId, habitAt, habit: habitOf(row), proof: proofFrom && { from: proofFrom, attempts, deferred, refused } }
}

function habitOf({ habitAttempts, habitDeferred, habitRefused, habitStrength }: KeptHabit): Habit {
  return { attempts: habitAttempts, deferred: habitDeferred, refused: habitRefused, strength: habitStrength }
}

function readState(text: string): StandingState {
  const state = standingStates.find((one) => one === text)
  if (!state) throw new Error(`no state of a receiver: ${text}`)
  return state
}
