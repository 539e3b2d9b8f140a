/** Letters nearer to each other than this would lie over each other. */
const SPACE = 0.028

/** Where the letters of events stand between two times, from 0 to 1; one that would cover the one before it is moved aside. */
export function spacedMarks(events: { letter: string; at: string }[], from: string, to: string): { share: number; word: string }[] {
  const begin = Date.parse(from)
  const span = Date.parse(to) - begin
  let last = -1
  return events.flatMap(({ letter, at }) => {
    const share = Math.max((Date.parse(at) - begin) / span, last + SPACE)
    if (share < 0 || share > 1) return []
    last = share
    return [{ share, word: letter }]
  })
}
