const DAY_MS = 86_400_000

type Move = { at: Date; from: string | null; to: string }

/** Days on which the receiver was fine all day: what it did in trouble is no habit. */
export function untroubledDays<Day extends { start: Date }>(days: Day[], moves: Move[], now: Date): Day[] {
  const spans = troubleSpans(moves, now)
  return days.filter(({ start }) => !spans.some(([from, to]) => from < start.getTime() + DAY_MS && to >= start.getTime()))
}

/** From when to when there was trouble; of one that began before the first move, since ever. */
function troubleSpans(moves: Move[], now: Date): [from: number, to: number][] {
  const spans: [number, number][] = []
  let from: number | null = moves[0] && moves[0].from !== 'fine' ? 0 : null
  for (const { at, to } of moves) {
    if (to !== 'fine') from ??= at.getTime()
    else if (from !== null) {
      spans.push([from, at.getTime()])
      from = null
    }
  }
  return from === null ? spans : [...spans, [from, now.getTime()]]
}
