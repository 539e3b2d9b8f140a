import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'

/** A real reply with its meaning and where it was found. */
export interface LabelledReply {
  text: string
  mx: string | undefined
  class: string
  scope: string
  /** Undefined where the text does not say. */
  permanent: boolean | undefined
  source: string
  country: 'de' | undefined
  /** Not to be looked at by whoever writes rules. */
  setAside: boolean
}

const LINE = /^(\S+) (\S+) ([pt?]) (\S+) \| (.+)$/
const SET_ASIDE_BELOW = 77

/** Every labelled reply of this folder. Throws at a line it cannot read. */
export function readLabelled(): LabelledReply[] {
  return [...readFile('germany.txt', 'de'), ...readFile('elsewhere.txt', undefined)]
}

/** @returns whether a text belongs to the 30 % that rules are not written from */
export function isSetAside(text: string): boolean {
  return (createHash('sha256').update(text).digest()[0] ?? 0) < SET_ASIDE_BELOW
}

function readFile(name: string, country: 'de' | undefined): LabelledReply[] {
  const lines = readFileSync(path.join(import.meta.dirname, name), 'utf8').split('\n')
  let source = ''
  const replies: LabelledReply[] = []
  lines.forEach((line, index) => {
    if (line.startsWith('= ')) source = line.slice(2)
    else if (line !== '' && !line.startsWith('#')) replies.push(readLine(line, `${name}:${index + 1}`, source, country))
  })
  return replies
}

function readLine(line: string, place: string, source: string, country: 'de' | undefined): LabelledReply {
  const parts = LINE.exec(line)
  if (!parts || source === '') throw new Error(`${place} is no labelled reply: ${line}`)
  const [, refusal, scope, permanent, mx, written] = parts as unknown as [string, string, string, string, string, string]
  const text = written.replaceAll('\\n', '\n')
  return {
    text, source, country, scope,
    class: refusal,
    mx: mx === '-' ? undefined : mx,
    permanent: permanent === '?' ? undefined : permanent === 'p',
    setAside: isSetAside(text),
  }
}
