import * as z from 'zod'
import { checkState, type CheckState } from '../protocol/probes.ts'

/** From where the desk itself looks. Agents of other hosts look under the host's name, which is never this word. */
export const WORKER = 'worker'

/**
 * What was seen of a check from one place, kept with the check. `from`: who looked. `line`, `source`, `rewrittenBy`: of
 * a finding in the host's configuration, which has its own line of each.
 */
export const look = z.object({
  from: z.string(),
  at: z.string(),
  state: checkState,
  evidence: z.string(),
  cure: z.string().nullable(),
  findingId: z.string().nullable().default(null),
  cureId: z.string().nullable().default(null),
  parameters: z.record(z.string(), z.string()).default({}),
  line: z.number().nullable().default(null),
  message: z.string().nullable().default(null),
  source: z.string().nullable().default(null),
  rewrittenBy: z.string().nullable().default(null),
})
export type Look = z.infer<typeof look>
export const looks = z.array(look)

/** An old look says nothing any more, but is shown for a day. */
const SHOWN_FOR_MS = 24 * 3_600_000

/** A look from outside counts until the second one after it is overdue. */
export function freshForMs(everyMs: number): number {
  return 2.5 * everyMs + 60_000
}

/** A look at the configuration is told when something changed, and once a day. */
export const CONFIGURATION_FRESH_MS = 50 * 3_600_000

export type Clock = { now: Date; freshMs: number }

/** The looks that are kept when somebody has looked anew: his newest, and those of others that are not a day old. */
export function foldLooks(kept: Look[], from: string, fresh: Look[], { now, freshMs }: Clock): Look[] {
  const oldest = now.getTime() - Math.max(SHOWN_FOR_MS, freshMs)
  return [...fresh, ...kept.filter((one) => one.from !== from && Date.parse(one.at) >= oldest)]
}

export type Judgement = { state: CheckState; checkedAt: Date; evidence: string; cure: string | null; findingId: string | null }

/**
 * What the looks come to. One that fails decides; it passes when a fresh look passes and none fails; else nobody can
 * tell. Looks that are too old say nothing.
 */
export function judgeLooks(all: Look[], { now, freshMs }: Clock): Judgement {
  const fresh = all.filter(({ at }) => now.getTime() - Date.parse(at) <= freshMs)
  const state = fresh.some((one) => one.state === 'fail') ? 'fail' : fresh.some((one) => one.state === 'pass') ? 'pass' : 'unknown'
  const telling = newest(fresh.filter((one) => one.state === state)) ?? newest(all)
  return {
    state,
    checkedAt: new Date(Math.max(0, ...all.map(({ at }) => Date.parse(at)))),
    evidence: telling?.evidence ?? '',
    cure: state === 'fail' ? (telling?.cure ?? null) : null,
    findingId: state === 'fail' ? (telling?.findingId ?? null) : null,
  }
}

function newest(list: Look[]): Look | undefined {
  return list.toSorted((a, b) => b.at.localeCompare(a.at))[0]
}

export type Disagreement = { passes: string[]; fails: string[] }

/** Who sees it pass and who sees it fail, when both are to be seen: it then depends on from where one looks. */
export function disagreementOf(all: Look[], { now, freshMs }: Clock): Disagreement | null {
  const fresh = all.filter(({ at }) => now.getTime() - Date.parse(at) <= freshMs)
  const of = (state: CheckState) => fresh.filter((one) => one.state === state).map(({ from }) => from)
  const [passes, fails] = [of('pass'), [...new Set(of('fail'))]]
  return passes.length > 0 && fails.length > 0 ? { passes, fails } : null
}

/** `knownState` and `knownAt`: the last state that was no unknown, and since when that one stood. */
export type Standing = { state: CheckState; since: Date; knownState: 'pass' | 'fail' | null; knownAt: Date | null }
export type Move = { standing: Standing; /** The turn, when it is one to tell: into failing, or out of it. */ told: { from: CheckState | null; to: CheckState } | null }

/**
 * Where a check stands after a judgement. Told is what comes into failing and what leaves it, also into unknown, after
 * which it still counts as failing. That a check which passed cannot be looked at is shown and changes nothing else.
 */
export function moveCheck(before: Standing | null, state: CheckState, now: Date): Move {
  const told = isTold(before, state) ? { from: before?.state ?? null, to: state } : null
  if (before?.state === state) return { standing: before, told }
  if (state === 'unknown') return { standing: { state, since: now, knownState: before?.knownState ?? null, knownAt: before?.knownAt ?? null }, told }
  // Unknown between two equal states was a gap in what we saw, not in what was.
  const since = before?.knownState === state && before.knownAt ? before.knownAt : now
  return { standing: { state, since, knownState: state, knownAt: since }, told }
}

function isTold(before: Standing | null, state: CheckState): boolean {
  if (before?.state === state) return false
  return state === 'fail' || (before !== null && isFailing(before))
}

/** Failing, also while nobody can tell whether it still does. */
export function isFailing({ state, knownState }: Pick<Standing, 'state' | 'knownState'>): boolean {
  return state === 'fail' || (state === 'unknown' && knownState === 'fail')
}

/** Whether somebody said of a failing check that it is known, and that holds. */
export function isAcknowledged({ acknowledgedAt, acknowledgedUntil }: { acknowledgedAt: Date | null; acknowledgedUntil: Date | null }, now: Date): boolean {
  return acknowledgedAt !== null && (acknowledgedUntil === null || acknowledgedUntil > now)
}

export const acknowledgeInput = z.strictObject({
  host: z.string().min(1).max(253),
  check: z.string().min(1).max(60),
  reason: z.string().trim().min(3).max(500),
  /** Until the end of this day; empty: until it changes. */
  days: z.coerce.number().int().min(1).max(365).nullable(),
})
export type AcknowledgeInput = z.infer<typeof acknowledgeInput>

export const forgetAcknowledgementInput = acknowledgeInput.pick({ host: true, check: true })
export const probeNowInput = z.strictObject({ host: z.string().min(1).max(253) })
