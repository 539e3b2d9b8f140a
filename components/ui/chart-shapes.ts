const DASH = 3

/** The `d` of a path through `values`, scaled into `width` × `height`; null breaks the line, and a value between two of them is a dash of 3 px. */
export function linePath(values: readonly (number | null)[], box: { min: number; max: number; width: number; height: number }): string {
  const step = values.length > 1 ? box.width / (values.length - 1) : 0
  const span = box.max - box.min || 1
  let isPenDown = false
  let path = ''

  values.forEach((value, index) => {
    if (value === null) {
      isPenDown = false
      return
    }
    const share = Math.min(1, Math.max(0, (value - box.min) / span))
    const y = 1 + (box.height - 1) * (1 - share)
    const isAlone = !isPenDown && (values[index + 1] ?? null) === null
    const x = index * step - (isAlone ? DASH / 2 : 0)
    path += `${isPenDown ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}${isAlone ? `h${DASH}` : ''}`
    isPenDown = true
  })
  return path
}

/** Height of each bar in px: at least 2 for anything above zero (it happened), 1 for zero (a rule). */
export function barHeights(values: readonly number[], box: { max?: number | undefined; height: number }): number[] {
  const max = box.max ?? Math.max(1, ...values)
  return values.map((value) => (value <= 0 ? 1 : Math.max(2, Math.round((Math.min(value, max) / max) * box.height))))
}
