import { expect, test } from 'vitest'
import { habitOf, NO_HABIT, noAttempts, type Attempts, type Habit } from '../deliveries/habit.ts'
import { judgeStanding, type Bucket, type Standing } from './standing.ts'

const STEP_MS = 600_000
const BEGIN = Date.parse('2026-11-24T00:00:00Z')
const HABIT = habitOf(Array.from({ length: 28 }, () => ({ taken: 695, deferred: 5, refused: 1, unclear: 0, unclearRefused: 0 })))
const NEW: Standing = { state: 'fine', since: new Date(BEGIN), proof: null }

/** Steps of ten minutes, oldest first; `t` taken, `d` deferred, `r` refused. */
function steps(list: Partial<Attempts>[], from = 0): Bucket[] {
  return list.map((one, n) => ({ ...noAttempts(), ...one, start: new Date(BEGIN + (from + n) * STEP_MS) }))
}

/** Lives through steps, judged after each, as the desk does; answers the moves with the step they came in. */
function live(list: Bucket[], habit: Habit, standing: Standing = NEW): { moves: [step: number, state: string][]; standing: Standing } {
  const moves: [number, string][] = []
  let stands = standing
  list.forEach((bucket, n) => {
    const judged = judgeStanding(stands, habit, dayBefore(list, n))
    if (!judged) return
    const isMove = judged.state !== stands.state
    if (isMove) moves.push([n, judged.state])
    stands = { ...judged, since: isMove ? new Date(bucket.start.getTime() + STEP_MS / 2) : stands.since }
  })
  return { moves, standing: stands }
}

/** As the desk reads it: steps of the last hour and what of the hour before they begin in, whole hours before. */
function dayBefore(list: Bucket[], n: number): Bucket[] {
  const recent = list.slice(Math.max(0, n - 6), n + 1)
  const hours: Bucket[] = []
  for (let end = n - 6; end > 0 && hours.length < 22; end -= 6) {
    const part = list.slice(Math.max(0, end - 6), end)
    const [first] = part
    if (!first) continue
    hours.unshift(part.reduce((sum, one) => ({ start: sum.start, taken: sum.taken + one.taken, deferred: sum.deferred + one.deferred, refused: sum.refused + one.refused, unclear: sum.unclear + one.unclear, unclearRefused: sum.unclearRefused + one.unclearRefused }), { ...noAttempts(), start: first.start }))
  }
  return [...hours, ...recent]
}

const repeat = (count: number, one: Partial<Attempts>) => Array.from({ length: count }, () => one)

test.each([
  ['nothing at all', [], HABIT],
  ['two of three refused', steps([{ taken: 1, refused: 2 }]), HABIT],
  ['three of three refused', steps([{ refused: 3 }]), HABIT],
  ['four of four, at a receiver met for the first time', steps([{ refused: 4 }]), NO_HABIT],
  ['as many deferred as ever', steps(repeat(100, { taken: 95, deferred: 5 })), habitOf(Array.from({ length: 28 }, () => ({ taken: 9500, deferred: 500, refused: 0, unclear: 0, unclearRefused: 0 })))],
  ['nobody answers at a domain that never answered', steps(repeat(10, { unclear: 20, unclearRefused: 20 })), NO_HABIT],
] as const)('no alarm: %s', (_name, list, habit) => {
  expect(judgeStanding(NEW, habit, [...list])).toBeNull()
})

test.each([
  ['all are refused from one step to the next', steps([...repeat(12, { taken: 5 }), { refused: 5 }]), HABIT, 'refused'],
  ['all are deferred', steps([...repeat(12, { taken: 5 }), { deferred: 5 }]), HABIT, 'deferring'],
  ['nobody answers any more who used to', steps([...repeat(12, { taken: 5 }), { unclear: 6 }]), HABIT, 'deferring'],
  ['a receiver that is known refuses in words that nobody knows', steps([...repeat(12, { taken: 5 }), { unclearRefused: 6 }]), HABIT, 'refused'],
  ['a receiver met for the first time refuses eight of eight', steps([{ refused: 8 }]), NO_HABIT, 'refused'],
  ['every fourth of many is deferred', steps([{ taken: 75, deferred: 25 }]), HABIT, 'deferring'],
  ['one mail an hour, all refused since this morning', steps(repeat(6, { refused: 1 })), HABIT, 'refused'],
] as const)('alarm: %s', (_name, list, habit, state) => {
  expect(judgeStanding(NEW, habit, [...list])).toMatchObject({ state })
})

test('a block at MAIL FROM is found within two steps at thirty mails an hour, whatever minute it begins in', () => {
  const random = seeded(7)
  const late = Array.from({ length: 300 }, () => {
    const before = repeat(40, {}).map(() => ({ taken: poisson(5, random) }))
    const blocked = repeat(6, {}).map(() => ({ refused: poisson(5, random) }))
    const { moves } = live(steps([...before, ...blocked]), HABIT)
    expect(moves[0]?.[1]).toBe('refused')
    return (moves[0]?.[0] ?? 99) - 40
  }).filter((stepsAfter) => stepsAfter > 1)
  // Fewer than four attempts in twenty minutes where ten are usual: once in a hundred.
  expect(late.length).toBeLessThanOrEqual(9)
})

test('deferrals before refusals are told as the soft phase, and the end only after it went well for a while', () => {
  const { moves } = live(steps([...repeat(12, { taken: 5 }), ...repeat(6, { taken: 1, deferred: 4 }), ...repeat(12, { refused: 5 }), ...repeat(12, { taken: 5 })]), HABIT)
  expect(moves).toEqual([[12, 'deferring'], [18, 'refused'], [33, 'fine']])
})

test('refusals that turn into deferrals are said to be softer, not over', () => {
  const { moves } = live(steps([...repeat(12, { taken: 5 }), ...repeat(6, { refused: 5 }), ...repeat(12, { deferred: 5 })]), HABIT)
  expect(moves).toEqual([[12, 'refused'], [21, 'deferring']])
})

test('a block that comes and goes every other step does not flap', () => {
  const { moves } = live(steps([...repeat(12, { taken: 5 }), ...repeat(60, {}).map((_, n) => (n % 2 === 0 ? { refused: 5 } : { taken: 5 }))]), HABIT)
  expect(moves).toEqual([[12, 'refused']])
})

test('a part that goes on being refused is not taken for an end', () => {
  const random = seeded(11)
  const { moves } = live(steps([...repeat(12, { taken: 20 }), ...repeat(500, {}).map(() => someOf(poisson(20, random), 0.3, random))]), HABIT)
  expect(moves).toEqual([[expect.any(Number), 'refused']])
})

test('silence ends nothing: a state stands until attempts say otherwise', () => {
  const refused: Standing = { state: 'refused', since: new Date(BEGIN), proof: { from: new Date(BEGIN), attempts: 9, deferred: 0, refused: 9 } }
  expect(judgeStanding(refused, HABIT, [])).toBeNull()
  expect(live(steps(repeat(144, {})), HABIT, refused)).toEqual({ moves: [], standing: refused })
  expect(live(steps(repeat(9, { taken: 2 })), HABIT, refused).moves).toEqual([])
})

test('a trouble that is over is not found again in the hours that it left behind', () => {
  const list = steps([...repeat(12, { taken: 5 }), ...repeat(12, { refused: 5 }), ...repeat(100, { taken: 5 })])
  expect(live(list, HABIT).moves.map(([, state]) => state)).toEqual(['refused', 'fine'])
})

test('good hours before do not hide that the newest attempts are refused', () => {
  const standing: Standing = { state: 'deferring', since: new Date(BEGIN), proof: { from: new Date(BEGIN), attempts: 9, deferred: 9, refused: 0 } }
  expect(judgeStanding(standing, HABIT, steps([...repeat(24, { taken: 10 }), { refused: 6 }]))).toMatchObject({ state: 'refused' })
})

test('a trouble of the night that is heard of in the morning, and is over, is no alarm', () => {
  expect(judgeStanding(NEW, HABIT, steps([...repeat(6, { refused: 5 }), ...repeat(30, { taken: 5 })]))).toBeNull()
})

test('judged twice with the same cells it says the same, and moves once', () => {
  const list = steps([...repeat(12, { taken: 5 }), { refused: 5 }])
  const judged = judgeStanding(NEW, HABIT, list)
  if (!judged) throw new Error('not found')
  expect(judgeStanding(NEW, HABIT, list)).toEqual(judged)
  expect(judgeStanding({ ...judged, since: new Date(BEGIN + 12.5 * STEP_MS) }, HABIT, list)).toBeNull()
})

// A million judgements: pairs of one to hundreds of mails an hour, of which up to a quarter is not taken day after day.
test('honest noise of a thousand pairs over a week raises at most three false alarms', () => {
  const random = seeded(20_261_124)
  const alarms: object[] = []
  for (let pair = 0; pair < 1000; pair += 1) {
    const mean = 0.2 * 250 ** random()
    const share = 0.001 * 250 ** random()
    const days = Array.from({ length: 28 }, () => ({ ...noAttempts(), ...someDeferred(poisson(mean * 144, random), share, random) }))
    const week = steps(Array.from({ length: 1008 }, () => someDeferred(poisson(mean, random), share, random)))
    const { moves } = live(week, habitOf(days))
    if (moves.length > 0) alarms.push({ mean, share, moves })
  }
  process.stdout.write(`  false alarms in 1,000 pair-weeks: ${alarms.length}\n`)
  expect(alarms.length).toBeLessThanOrEqual(3)
}, 60_000)

function someOf(attempts: number, share: number, random: () => number): Partial<Attempts> {
  const refused = binomial(attempts, share, random)
  return { taken: attempts - refused, refused }
}

function someDeferred(attempts: number, share: number, random: () => number): Partial<Attempts> {
  const deferred = binomial(attempts, share, random)
  return { taken: attempts - deferred, deferred }
}

/** Mulberry32: the same numbers in every run. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

function poisson(mean: number, random: () => number): number {
  if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(random)))
  const end = Math.exp(-mean)
  let count = 0
  for (let product = random(); product > end; product *= random()) count += 1
  return count
}

function binomial(n: number, share: number, random: () => number): number {
  if (n * share > 30 && n * (1 - share) > 30) return Math.min(n, Math.max(0, Math.round(n * share + Math.sqrt(n * share * (1 - share)) * normal(random))))
  let count = 0
  for (let i = 0; i < n; i += 1) if (random() < share) count += 1
  return count
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}
