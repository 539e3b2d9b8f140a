/** The next round figure that is not below a value: the upper edge of a scale, whose half is a whole number too. */
export function ratherRound(value: number): number {
  if (value <= 2) return 2
  const step = 10 ** Math.floor(Math.log10(value))
  const found = [1, 2, 4, 6, 8, 10].map((times) => times * step).find((round) => round >= value) ?? value
  return found % 2 === 0 ? found : found + 1
}
