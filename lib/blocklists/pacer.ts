import type { Blocklist } from './blocklist.ts'

export const HOUR_MS = 3_600_000
/** Spacing is wider than the limit by a fifth, since datagrams do not arrive as evenly as they leave and lost ones are sent again. */
export const ROOM = 1.2
/** How soon to come again while the ledger is asked. */
const LEDGER_MS = 5

interface Pace {
  nextAt: number
  day: DayCount | LedgerCount
}

type Limited = Pick<Blocklist, 'family' | 'limits'>

/** Questions of one hour that were counted and not asked yet. `hour`: since 1970. */
export type Handful = { hour: number; count: number }

/** Keeps the count of a day's questions for all programs, also over their ends: what was not counted is not asked. */
export interface QuestionLedger {
  /** The hour it is, since 1970. */
  hour(): number
  /** Counts a handful in advance: as many as are left of the day's, none when they are used up. */
  reserve(sharing: string, perDay: number): Promise<Handful>
  /** Takes back what was counted and will not be asked. */
  giveBack(sharing: string, unused: Handful): Promise<void>
}

/**
 * Keeps what lists allow, by operator: so many questions in a second, evenly spaced, and so many in any 24 hours. One for a
 * whole program, so that sweeps share it. With a ledger the day's questions are counted for all programs, in handfuls, before
 * they are asked: a program that dies leaves some counted that nobody asked, never the other way round.
 */
export class Pacer {
  private readonly paces = new Map<string, Pace>()
  private readonly ledger: QuestionLedger | undefined

  constructor(ledger?: QuestionLedger) {
    this.ledger = ledger
  }

  /**
   * Takes leave for one question now.
   *
   * @returns 0 when it may go, else milliseconds to wait; Infinity when the day's questions are used up
   * @throws what the ledger threw: nothing may be asked that nobody counts
   */
  take(list: Limited, now: number): number {
    const { perSecond, perDay } = list.limits
    if (perSecond === undefined && perDay === undefined) return 0
    const pace = this.paceOf(list)
    if (pace.nextAt > now) return pace.nextAt - now
    const wait = perDay === undefined ? 0 : pace.day.take(perDay, now)
    if (wait === 0 && perSecond !== undefined) pace.nextAt = now + (1000 / perSecond) * ROOM
    return wait
  }

  /** Gives back what was counted and not asked, for other programs. */
  async giveBack(): Promise<void> {
    await Promise.all([...this.paces.values()].map(({ day }) => day.giveBack()))
  }

  private paceOf(list: Limited): Pace {
    const key = paceKeyOf(list)
    let pace = this.paces.get(key)
    if (!pace) this.paces.set(key, (pace = { nextAt: 0, day: this.ledger ? new LedgerCount(this.ledger, key) : new DayCount() }))
    return pace
  }
}

/** Lists with the same key share what they may be asked. */
export function paceKeyOf({ family, limits: { perSecond, perDay } }: Limited): string {
  return `${family} ${perSecond} ${perDay}`
}

/** Questions of the last 24 hours by hour, known to this program alone. */
class DayCount {
  private readonly hours = new Map<number, number>()

  take(perDay: number, now: number): number {
    const hour = Math.floor(now / HOUR_MS)
    let used = 0
    for (const [each, count] of this.hours) {
      if (each <= hour - 25) this.hours.delete(each)
      else used += count
    }
    if (used >= perDay) return Infinity
    this.hours.set(hour, (this.hours.get(hour) ?? 0) + 1)
    return 0
  }

  async giveBack(): Promise<void> {}
}

/** Asks out of handfuls that the ledger has counted. */
class LedgerCount {
  private readonly ledger: QuestionLedger
  private readonly sharing: string
  private handful: Handful = { hour: 0, count: 0 }
  private asked: Promise<void> | undefined
  private answer: { granted: Handful } | { error: unknown } | undefined
  /** Told once: who comes again after that has the ledger asked anew, since an hour may be over. */
  private isUsedUp = false

  constructor(ledger: QuestionLedger, sharing: string) {
    this.ledger = ledger
    this.sharing = sharing
  }

  take(perDay: number): number {
    if (this.answer) this.accept()
    // What is left of an hour that is over stays counted there: asked now, it would be forgotten an hour too soon.
    if (this.handful.count > 0 && this.handful.hour === this.ledger.hour()) {
      this.handful.count--
      return 0
    }
    if (this.asked) return LEDGER_MS
    if (this.isUsedUp) {
      this.isUsedUp = false
      return Infinity
    }
    this.asked = this.ledger.reserve(this.sharing, perDay).then((granted) => void (this.answer = { granted }), (error: unknown) => void (this.answer = { error })).finally(() => (this.asked = undefined))
    return LEDGER_MS
  }

  private accept(): void {
    const answer = this.answer
    this.answer = undefined
    if (answer && 'error' in answer) throw answer.error
    if (answer) this.handful = answer.granted
    this.isUsedUp = this.handful.count === 0
  }

  async giveBack(): Promise<void> {
    await this.asked
    if (this.answer && 'granted' in this.answer) this.accept()
    const unused = this.handful
    this.handful = { hour: 0, count: 0 }
    if (unused.count > 0) await this.ledger.giveBack(this.sharing, unused)
  }
}
