/** What happened on our side around the time a list speaks of, by account; `account` null: the host itself. */
export type Trace =
  | { kind: 'locked'; account: string; at: Date; origin: string; messages: number | null }
  | { kind: 'quarantined'; account: string; at: Date; messages: number }
  | { kind: 'sent-much'; account: string; from: Date; to: Date; messages: number; usually: number }
  | { kind: 'unknown-recipients'; account: string; from: Date; to: Date; recipients: number; unknown: number }
  | { kind: 'check-fails'; account: null; check: string; place: string; since: Date; evidence: string; cure: string | null }

export type Reason = Trace & { points: number }
export type Suspect = { account: string | null; points: number; reasons: Reason[] }

/**
 * Who most likely caused a listing. `one`: somebody stands out; `several`: more than one may have been it; `nobody`: nothing
 * that we know of stands out, which is an answer too.
 */
export type LikelyCause = { verdict: 'one' | 'several' | 'nobody'; suspects: Suspect[] }

const HOUR_MS = 3_600_000
/** From here on it is worth naming. */
const NAMED_FROM = 20
/** Who has so many points, and so many times those of the next, stands out. */
const STANDS_OUT_FROM = 40
const STANDS_OUT_TIMES = 1.5
const SUSPECTS_MAX = 5
/** A lock or a batch counts fully when it is so near to the time, and not at all from two days away on. */
const NEAR_MS = 6 * HOUR_MS
export const FAR_MS = 48 * HOUR_MS

/**
 * Ranks what happened around a time: each reason has points that people can follow, and an account's reasons add up.
 *
 * @param about whether the list says that it is about bounces to forged senders: then a host that takes unknown recipients weighs more than any account
 */
export function rankCauses(traces: readonly Trace[], at: Date, about: { isBackscatter: boolean }): LikelyCause {
  const byAccount = Map.groupBy(traces, ({ account }) => account)
  const suspects = [...byAccount].map(([account, own]): Suspect => {
    const reasons = own.map((trace): Reason => ({ ...trace, points: Math.round(pointsOf(trace, at, about)) })).filter(({ points }) => points > 0).sort((a, b) => b.points - a.points)
    return { account, reasons, points: reasons.reduce((sum, { points }) => sum + points, 0) }
  })
  const named = suspects.filter(({ points }) => points >= NAMED_FROM).sort((a, b) => b.points - a.points || (a.account ?? '').localeCompare(b.account ?? '')).slice(0, SUSPECTS_MAX)
  const [first, second] = named
  if (!first) return { verdict: 'nobody', suspects: [] }
  const standsOut = first.points >= STANDS_OUT_FROM && (!second || first.points >= second.points * STANDS_OUT_TIMES)
  return { verdict: standsOut ? 'one' : 'several', suspects: named }
}

function pointsOf(trace: Trace, at: Date, { isBackscatter }: { isBackscatter: boolean }): number {
  switch (trace.kind) {
    case 'locked':
      return 60 * nearness(trace.at, at)
    case 'quarantined':
      return Math.min(30, 6 * Math.log10(1 + trace.messages) + 4) * nearness(trace.at, at)
    case 'sent-much':
      // A hundred mails are nobody's spam wave, however little somebody usually sends.
      return trace.messages < 100 ? 0 : Math.min(40, 12 * Math.log2(trace.messages / Math.max(trace.usually, 20)))
    case 'unknown-recipients':
      return trace.unknown < 20 ? 0 : Math.min(45, 60 * (trace.unknown / Math.max(1, trace.recipients)) + trace.unknown / 100)
    case 'check-fails':
      return trace.since.getTime() > at.getTime() + HOUR_MS ? 0 : isBackscatter ? 70 : 30
  }
}

/** 1 near the time, falling to 0 two days away; what came an hour after it did not cause it. */
function nearness(happened: Date, at: Date): number {
  const before = at.getTime() - happened.getTime()
  if (before < -HOUR_MS) return 0
  return before <= NEAR_MS ? 1 : Math.max(0, 1 - (before - NEAR_MS) / (FAR_MS - NEAR_MS))
}

/** The time of day a list speaks of, and whether it told it itself or it is when we first saw the listing. */
export type EvidenceTime = { at: Date; isTold: boolean }

/** A time in a list's words so far from the listing is a time of something else: of an end, of a page. */
const TOLD_BEFORE_MS = 14 * 24 * HOUR_MS

/** The time of the evidence in a list's words, when they hold one that may be it; else since when it is listed. */
export function evidenceTimeOf(text: string | null, since: Date): EvidenceTime {
  const told = timesIn(text ?? '').filter((at) => at.getTime() <= since.getTime() + HOUR_MS && at.getTime() >= since.getTime() - TOLD_BEFORE_MS)
  const latest = told.sort((a, b) => b.getTime() - a.getTime())[0]
  return latest ? { at: latest, isTold: true } : { at: since, isTold: false }
}

const ISO = /\b(20\d\d-[01]\d-[0-3]\d)[T ]([0-2]\d:[0-5]\d(?::[0-5]\d)?)(?:\.\d+)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?/g
const MAIL_DATE = /\b(?:\w{3}, )?(\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w* 20\d\d \d\d:\d\d(?::\d\d)?)(?: (GMT|UTC|[+-]\d{4}))?/g
const SECONDS = /\b(1[6-9]\d{8})\b/g

/** Times in a text; one without a zone is taken for UTC, as lists write them. */
function timesIn(text: string): Date[] {
  const found = [
    ...[...text.matchAll(ISO)].map(([, day, time, zone]) => new Date(`${day}T${time}${!zone || /^(UTC|GMT)$/.test(zone) ? 'Z' : zone.replace(/^([+-]\d\d):?(\d\d)$/, '$1:$2')}`)),
    ...[...text.matchAll(MAIL_DATE)].map(([, date, zone]) => new Date(`${date} ${zone ?? 'UTC'}`)),
    ...[...text.matchAll(SECONDS)].map(([, seconds]) => new Date(Number(seconds) * 1000)),
  ]
  return found.filter((at) => !Number.isNaN(at.getTime()))
}

const BACKSCATTER = /backscatter|bounces?\b|misdirected|autorepl/i

/** Whether a listing is about bounces to forged senders, as the list or what it stands for says. */
export function isAboutBackscatter(list: { id: string; note?: string | undefined }, said: { meaning: string | null; text: string | null }): boolean {
  return BACKSCATTER.test(`${list.id} ${said.meaning ?? ''} ${said.text ?? ''}`)
}
