import { linesOf } from '../lines.ts'

/** A physical line that belongs to a parameter. */
export interface PhysicalLine {
  text: string
  line: number
}

export interface MainParameter {
  name: string
  /** As it is written, continued lines joined, nothing expanded. */
  value: string
  line: number
  lastLine: number
  physical: PhysicalLine[]
}

/** The parameters of a main.cf: of one that is given twice only the last counts. */
export function parseMain(text: string): Map<string, MainParameter> {
  const parameters = new Map<string, MainParameter>()
  for (const { text: logical, physical } of logicalLines(text)) {
    const match = /^([^\s={}#]+)\s*=\s*([\s\S]*)$/.exec(logical)
    if (!match) continue
    const [, name, value] = match as unknown as [string, string, string]
    parameters.delete(name)
    parameters.set(name, { name, value: value.trim(), physical, line: (physical[0] as PhysicalLine).line, lastLine: (physical.at(-1) as PhysicalLine).line })
  }
  return parameters
}

/** A line that begins with a blank goes on with the one before; comments and empty lines between are passed over. */
export function logicalLines(text: string): { text: string; physical: PhysicalLine[] }[] {
  const found: { pieces: string[]; physical: PhysicalLine[] }[] = []
  linesOf(text).forEach((line, index) => {
    if (/^\s*(#|$)/.test(line)) return
    const here = { text: line, line: index + 1 }
    const last = found.at(-1)
    if (/^\s/.test(line) && last) {
      last.pieces.push(line.trim())
      last.physical.push(here)
    } else found.push({ pieces: [line.trim()], physical: [here] })
  })
  return found.map(({ pieces, physical }) => ({ text: pieces.join(' '), physical }))
}
