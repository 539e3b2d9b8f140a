/** How many searches one person may have running, how many may begin in a minute, how many run in this process at all. */
export type SearchBounds = { runningMax: number; perMinuteMax: number; allMax: number }

export const SEARCH_BOUNDS: SearchBounds = { runningMax: 3, perMinuteMax: 30, allMax: 30 }

/** Lets a search in (answers what to call when it is over) or says why not. */
export type SearchLimit = { enter: (person: number, now: number) => { leave: () => void } | 'too-many' | 'unavailable' }

/** Counted in this process alone: with several copies of the web program each counts for itself. */
export function makeSearchLimit({ runningMax, perMinuteMax, allMax }: SearchBounds): SearchLimit {
  const running = new Map<number, number>()
  const begun = new Map<number, number[]>()
  let all = 0

  return {
    enter(person, now) {
      const lately = (begun.get(person) ?? []).filter((at) => at > now - 60_000)
      if ((running.get(person) ?? 0) >= runningMax || lately.length >= perMinuteMax) return 'too-many'
      if (all >= allMax) return 'unavailable'
      for (const [other, times] of begun) if (times.every((at) => at <= now - 60_000)) begun.delete(other)
      begun.set(person, [...lately, now])
      running.set(person, (running.get(person) ?? 0) + 1)
      all += 1
      let isOver = false
      const leave = () => {
        if (isOver) return
        isOver = true
        all -= 1
        const left = (running.get(person) ?? 1) - 1
        if (left > 0) running.set(person, left)
        else running.delete(person)
      }
      return { leave }
    },
  }
}
