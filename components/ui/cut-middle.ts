/**
 * Cuts a long name in its middle, keeping more of the end (domains and numbers tell more than beginnings):
 * `cutMiddle('kontakt@baeckerei-muster.example', 20)` → `kontakt@…ter.example`.
 * Counts code points, so that no character is torn apart.
 */
export function cutMiddle(text: string, max: number): string {
  const points = Array.from(text)
  if (points.length <= max || max < 5) return text

  const end = Math.ceil((max - 1) * 0.56)
  const start = max - 1 - end
  return `${points.slice(0, start).join('')}…${points.slice(points.length - end).join('')}`
}
