import { logicalLines, type PhysicalLine } from './parse-main.ts'

export interface MasterOverride {
  name: string
  value: string
  line: number
  lastLine: number
}

export interface MasterService {
  name: string
  type: string
  isPrivate: boolean
  chroot: string
  command: string
  overrides: MasterOverride[]
  line: number
  lastLine: number
  physical: PhysicalLine[]
}

/** No host has so many. */
const SERVICES_MAX = 1_000

interface MasterWord {
  text: string
  line: number
  lastLine: number
}

/** The services of a master.cf with what they set differently (`-o name=value`, `-oname=value`, `-o { name = value }`). */
export function parseMaster(text: string): MasterService[] {
  return logicalLines(text).slice(0, SERVICES_MAX).flatMap(({ physical }) => {
    const words = wordsOf(physical)
    const [name, type, isPrivate, , chroot, , , command, ...args] = words
    if (!name || !type || !isPrivate || !chroot || !command) return []
    const { line } = physical[0] as PhysicalLine
    return [{ name: name.text, type: type.text, isPrivate: isPrivate.text !== 'n', chroot: chroot.text, command: command.text, overrides: overridesOf(args), line, lastLine: (physical.at(-1) as PhysicalLine).line, physical }]
  })
}

/** Words of the physical lines; one in braces may hold blanks and go over lines. */
function wordsOf(physical: PhysicalLine[]): MasterWord[] {
  const words: MasterWord[] = []
  let open: MasterWord | undefined
  let depth = 0
  for (const { text, line } of physical) {
    for (const piece of text.match(/\s+|[{}]|[^\s{}]+/g) ?? []) {
      const isBlank = piece.trim() === ''
      if (open && depth > 0) {
        open.text += piece
        open.lastLine = line
        if (piece === '{' || piece === '}') depth += piece === '{' ? 1 : -1
      } else if (isBlank) open = undefined
      else if (open) {
        open.text += piece
        depth = piece === '{' ? 1 : 0
      } else {
        words.push((open = { text: piece, line, lastLine: line }))
        depth = piece === '{' ? 1 : 0
      }
    }
    if (open && depth > 0) open.text += ' '
    else open = undefined
  }
  return words
}

function overridesOf(args: MasterWord[]): MasterOverride[] {
  const overrides: MasterOverride[] = []
  for (let at = 0; at < args.length; at++) {
    const word = args[at] as MasterWord
    if (!word.text.startsWith('-o')) continue
    const given = word.text === '-o' ? args[++at] : { ...word, text: word.text.slice(2) }
    const match = /^([^\s=]+)\s*=\s*([\s\S]*)$/.exec(given?.text.replace(/^\{\s*([\s\S]*?)\s*\}$/, '$1') ?? '')
    if (given && match) overrides.push({ name: match[1] as string, value: (match[2] as string).trim(), line: word.line, lastLine: given.lastLine })
  }
  return overrides
}
