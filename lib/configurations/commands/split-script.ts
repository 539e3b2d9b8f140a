import { linesOf } from '../lines.ts'

export interface ScriptWord {
  text: string
  line: number
}

/** The text of a word, or of the part of one, that only running the script could tell. */
export const OPAQUE = '?'

const ENDS = new Set([';', '|', '&', '(', ')', '{', '}'])

/**
 * The commands of a shell script as words, with quotes, comments, continued lines and the variables that the script itself
 * sets. It is no shell: loops and conditions are passed over, what stands in backticks or `$(…)` is opaque.
 */
export function splitScript(text: string): ScriptWord[][] {
  const commands: ScriptWord[][] = []
  let words: ScriptWord[] = []
  let word: { text: string; line: number } | undefined
  const endWord = () => {
    if (word) words.push(word)
    word = undefined
  }
  const endCommand = () => {
    endWord()
    if (words.length > 0) commands.push(words)
    words = []
  }
  const lines = linesOf(text)
  let quote = ''
  lines.forEach((line, index) => {
    for (let at = 0; at <= line.length; at++) {
      const sign = line[at]
      const put = (piece: string) => (word = { text: (word?.text ?? '') + piece, line: word?.line ?? index + 1 })
      if (sign === undefined) {
        if (quote === '') endCommand()
        else put('\n')
      } else if (quote === "'" ? sign !== "'" : quote === '`' ? sign !== '`' : false) {
        put(sign)
      } else if (sign === '\\') {
        if (at === line.length - 1) {
          // A continued line: neither the command nor what is quoted ends here.
          if (quote === '') endWord()
          return
        }
        put(line[++at] as string)
      } else if (sign === "'" || sign === '"' || sign === '`') {
        if (quote === sign) quote = ''
        else if (quote === '') quote = sign
        else put(sign)
        put(sign === '`' ? '`' : '')
      } else if (quote !== '') put(sign)
      else if (sign === '#' && !word) {
        endCommand()
        return
      } else if (sign === ' ' || sign === '\t') endWord()
      else if (sign === '$' && line[at + 1] === '(') {
        const end = closing(line, at + 1)
        put('`' + line.slice(at + 2, end) + '`')
        at = end
      } else if (sign === '$' && line[at + 1] === '{') {
        const end = Math.max(line.indexOf('}', at), at)
        put(end === at ? sign : line.slice(at, end + 1))
        at = end
      } else if (ENDS.has(sign) && !(word && (sign === '{' || sign === '}'))) endCommand()
      else put(sign)
    }
  })
  endCommand()
  return withVariables(commands)
}

function closing(line: string, from: number): number {
  let depth = 0
  for (let at = from; at < line.length; at++) {
    if (line[at] === '(') depth++
    if (line[at] === ')' && --depth === 0) return at
  }
  return line.length
}

const ASSIGNMENT = /^([A-Za-z_]\w*)=([\s\S]*)$/
const LENGTH_MAX = 4096

function withVariables(commands: ScriptWord[][]): ScriptWord[][] {
  const known = new Map<string, string>()
  const spent = { length: 0 }
  return commands.map((command) => {
    const words = command.flatMap((word) => expandWord(word, known, spent))
    for (const { text } of words) {
      const match = ASSIGNMENT.exec(text)
      if (!match && !['export', 'local', 'readonly', 'declare', '-x', 'then', 'else', 'do'].includes(text)) break
      // A branch that clears a variable says nothing against one that sets it.
      if (match && (match[2] !== '' || !known.has(match[1] as string))) known.set(match[1] as string, match[2] as string)
    }
    return words
  })
}

/** A variable of several words becomes several words, as it does in a shell where it is not quoted. */
function expandWord({ text, line }: ScriptWord, known: ReadonlyMap<string, string>, spent: { length: number }): ScriptWord[] {
  if (!/[$`]/.test(text)) return [{ text, line }]
  const expanded = text
    .replace(/`[^`]*`/g, OPAQUE)
    .replace(/\$(?:\{([A-Za-z_]\w*)(?::?-([^}]*))?\}|([A-Za-z_]\w*)|\{[^}]*\}?|[@*#?$!0-9-])/g, (_, braced?: string, otherwise?: string, bare?: string) => {
      const value = known.get(braced ?? bare ?? '') ?? otherwise ?? OPAQUE
      spent.length += value.length
      return spent.length > LENGTH_MAX * 64 ? OPAQUE : value.slice(0, LENGTH_MAX)
    })
  if (ASSIGNMENT.test(text)) return [{ text: expanded, line }]
  return expanded.split(/\s+/).filter((each) => each !== '').map((each) => ({ text: each, line }))
}
