const LINE_MAX = 1000

/** Log lines kept as evidence of one account: few, whatever it sends. */
export type Excerpts = { first: string | null; sized: string[]; failed: string[]; last: string | null }

export function emptyExcerpts(): Excerpts {
  return { first: null, sized: [], failed: [], last: null }
}

/** Keeps the first line, the latest three that name sender and number of recipients, the latest four failures, the last. */
export function keepExcerpt(excerpts: Excerpts, kind: 'accepted' | 'sized' | 'failed' | 'other', line: string): void {
  const text = line.length > LINE_MAX ? line.slice(0, LINE_MAX) : line
  if (kind === 'accepted') excerpts.first ??= text
  if (kind === 'sized') keepLatest(excerpts.sized, text, 3)
  if (kind === 'failed') keepLatest(excerpts.failed, text, 4)
  excerpts.last = text
}

/** At most ten different lines, the first of the burst first. */
export function listExcerpts(excerpts: Excerpts): string[] {
  const lines = [excerpts.first, ...excerpts.sized, ...excerpts.failed, excerpts.last]
  return [...new Set(lines.filter((line) => line !== null))].slice(0, 10)
}

function keepLatest(lines: string[], line: string, max: number): void {
  lines.push(line)
  if (lines.length > max) lines.shift()
}
