import { EVIDENCE_MAX } from '../protocol/probes.ts'

const LINE_MAX = 300
const LINES_MAX = 30

/** A text as it came, with everything that does not print written out: `\r`, `\x00`, `\u202e`. */
export function visible(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu, (character) => {
    const code = character.charCodeAt(0)
    if (character === '\t') return '\\t'
    if (character === '\r') return '\\r'
    if (character === '\n') return '\\n'
    return code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`
  })
}

/** Lines as evidence: visible, cut where they are long, and left out in the middle where they are many. */
export function evidenceOf(lines: readonly string[]): string {
  const shown = lines.length <= LINES_MAX ? lines : [...lines.slice(0, LINES_MAX / 2), `… ${lines.length - LINES_MAX} lines more …`, ...lines.slice(-LINES_MAX / 2)]
  const text = shown.map((line) => cut(visible(line.slice(0, LINE_MAX * 2)), LINE_MAX)).join('\n')
  return cut(text, EVIDENCE_MAX)
}

function cut(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max - 1)}…`
}
