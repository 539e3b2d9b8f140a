import { tailOf, wilsonLow } from '../deliveries/beta-binomial.ts'
import { beliefOf, isKnown, usualShare, type Attempts, type Fault, type Habit } from '../deliveries/habit.ts'

/** How a receiver stands to one of our hosts, against what is usual between the two. */
export const standingStates = ['fine', 'deferring', 'refused'] as const
export type StandingState = (typeof standingStates)[number]

/** Attempts of one step or one hour. */
export type Bucket = Attempts & { start: Date }

/** The attempts that prove a state: of which time, how many, and how they went. */
export type Proof = { from: Date; attempts: number; deferred: number; refused: number }
export type Standing = { state: StandingState; since: Date; proof: Proof | null }
export type Judged = { state: StandingState; proof: Proof }

/** What is less likely than this while all is as usual is no chance. */
const CHANCE_MAX = 1e-6
/** So few attempts that went wrong prove nothing, whatever the shares. */
export const FAULTS_MIN = 4
/** A change that is sure but smaller than this hurts nobody. */
const CHANGE_MIN = 0.05
/** From this share of refusals for good on a receiver refuses, below it defers. */
const REFUSED_FROM = 0.2
/** It goes well again only when so many attempts, in so many steps, went as usual … */
const WELL_ATTEMPTS = 20
const WELL_BUCKETS = 3
/** … and when that is so many times likelier after the trouble than in it. */
const WELL_ODDS = Math.log(1000)
const STEP_MS = 600_000

/**
 * How a receiver stands to a host now. Null: the attempts prove nothing new, so what stood goes on standing. No attempts
 * prove nothing, so a silent host neither comes into a state nor out of it.
 *
 * @param buckets what attempts met, oldest first, up to a day back
 */
export function judgeStanding(standing: Standing, habit: Habit, buckets: Bucket[]): Judged | null {
  const windows = windowsOf(buckets.filter((bucket) => bucket.start.getTime() >= beginOf(standing)), habit)
  switch (standing.state) {
    case 'fine':
      return stillIn(windows, habit, troubleIn(windows, habit))
    case 'deferring':
      return endOf(windows, habit, standing.proof) ?? moreThan(standing, troubleIn(windows, habit))
    case 'refused':
      return endOf(windows, habit, standing.proof) ?? softer(windows, habit, standing.proof) ?? moreThan(standing, troubleIn(windows, habit))
  }
}

/** After an end only steps that began later count, so that one trouble is not found twice; in trouble its own step does too. */
function beginOf({ state, since, proof }: Standing): number {
  if (proof === null) return 0
  const step = Math.floor(since.getTime() / STEP_MS) * STEP_MS
  return state === 'fine' ? step + STEP_MS : step
}

type Window = Proof & { buckets: number; faults: Record<Fault, number> }

/** From each bucket up to now, the shortest first. */
function windowsOf(buckets: Bucket[], habit: Habit): Window[] {
  const counted = isKnown(habit)
  const windows: Window[] = []
  const sum = { attempts: 0, deferred: 0, refused: 0, buckets: 0 }
  for (const bucket of buckets.toReversed()) {
    const deferred = bucket.deferred + (counted ? bucket.unclear : 0)
    const refused = bucket.refused + (counted ? bucket.unclearRefused : 0)
    const attempts = bucket.taken + deferred + refused
    if (attempts === 0) continue
    sum.attempts += attempts
    sum.deferred += deferred
    sum.refused += refused
    sum.buckets += 1
    windows.push({ ...sum, from: bucket.start, faults: { untaken: sum.deferred + sum.refused, refused: sum.refused } })
  }
  return windows
}

/** The window that chance explains least, if any is beyond chance; one that refuses goes before one that defers. */
function troubleIn(windows: Window[], habit: Habit): Judged | null {
  const refused = leastLikely(windows.filter((window) => window.refused / window.attempts >= REFUSED_FROM), habit, 'refused')
  if (refused) return { state: 'refused', proof: proofOf(refused) }
  const untaken = leastLikely(windows, habit, 'untaken')
  return untaken && { state: 'deferring', proof: proofOf(untaken) }
}

function leastLikely(windows: Window[], habit: Habit, fault: Fault): Window | null {
  const belief = beliefOf(habit, fault)
  const usual = usualShare(habit, fault)
  let least = CHANCE_MAX
  let found: Window | null = null
  for (const window of windows) {
    const faults = window.faults[fault]
    if (faults < FAULTS_MIN || faults / window.attempts < usual + CHANGE_MIN) continue
    const chance = tailOf(faults, window.attempts, belief)
    if (chance >= least) continue
    least = chance
    found = window
  }
  return found
}

/** A trouble that was found late may have ended since: then the attempts after its begin go well. */
function stillIn(windows: Window[], habit: Habit, found: Judged | null): Judged | null {
  const later = found && windows.filter(({ from }) => from > found.proof.from)
  return later && goesWell(later, habit, 'untaken', found.proof) ? null : found
}

/**
 * The newest attempts that went as usual: enough of them, spread over some time, and far likelier when all is as usual
 * than when the trouble goes on. The less the trouble was, the more attempts that takes.
 */
function goesWell(windows: Window[], habit: Habit, fault: Fault, trouble: Proof | null): Window | null {
  const usual = usualShare(habit, fault)
  const atLeast = trouble ? wilsonLow(fault === 'refused' ? trouble.refused : faultsOf(trouble), trouble.attempts) : 0
  const inTrouble = Math.min(0.99, Math.max(atLeast, usual + 2 * CHANGE_MIN))
  const oddsOfFault = Math.log(usual / inTrouble)
  const oddsOfTaken = Math.log((1 - usual) / (1 - inTrouble))
  const index = windows.findIndex(({ attempts, buckets, faults }) => {
    if (attempts < WELL_ATTEMPTS || buckets < WELL_BUCKETS || faults[fault] / attempts > usual + CHANGE_MIN) return false
    return faults[fault] * oddsOfFault + (attempts - faults[fault]) * oddsOfTaken >= WELL_ODDS
  })
  const isNewestTroubled = leastLikely(windows.slice(0, index + 1), habit, fault) !== null
  return index < 0 || isNewestTroubled ? null : (windows[index] ?? null)
}

function endOf(windows: Window[], habit: Habit, trouble: Proof | null): Judged | null {
  const well = goesWell(windows, habit, 'untaken', trouble)
  return well && { state: 'fine', proof: proofOf(well) }
}

/** Refusals for good have ended, but not all is taken yet. */
function softer(windows: Window[], habit: Habit, trouble: Proof | null): Judged | null {
  const well = goesWell(windows, habit, 'refused', trouble)
  return well && { state: 'deferring', proof: proofOf(well) }
}

/** A worse state, or the same with more to prove it. */
function moreThan({ state, proof }: Standing, found: Judged | null): Judged | null {
  if (!found || (state === 'refused' && found.state === 'deferring')) return null
  if (found.state !== state) return found
  return proof && faultsOf(found.proof) <= faultsOf(proof) ? null : found
}

function faultsOf({ deferred, refused }: Proof): number {
  return deferred + refused
}

function proofOf({ from, attempts, deferred, refused }: Window): Proof {
  return { from, attempts, deferred, refused }
}
