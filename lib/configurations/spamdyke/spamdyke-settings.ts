import type { FileLook, HostFiles, Place, Word } from '../configuration.ts'
import { baseName } from '../commands/base-name.ts'
import type { Listener } from '../listener.ts'
import { parseSpamdyke } from './parse-spamdyke.ts'

/** A value and where it was given: in a file, or on the command line. */
export interface SpamdykeValue extends Place {
  value: string | null
  from: 'command-line' | 'file'
  /** How many files the command line had named before this was given there, or before the file that gives this. */
  filesBefore: number
}

/** One call of spamdyke with all it was told. */
export interface SpamdykeUse {
  listener: Listener
  /** The word `spamdyke` itself. */
  at: Word
  /** The user that it becomes by an option of its own. */
  runAs: string | undefined
  values: Map<string, SpamdykeValue[]>
  /** The files it reads, in order, with what is known of them. */
  files: { path: string; look: FileLook; named: Word | Place }[]
}

/** Options of spamdyke that matter here and want a value, by their short letters. */
const SHORT: Record<string, string> = { f: 'config-file', l: 'log-level', t: 'connection-timeout-secs', T: 'idle-timeout-secs', a: 'max-recipients', e: 'greeting-delay-secs', x: 'dns-blacklist-entry', g: 'graylist-dir', d: 'local-domains-file' }
/** Long options that stand alone or whose value may be left out. */
const WITHOUT_VALUE = /^(reject-(empty-rdns|unresolvable-rdns|ip-in-cc-rdns|missing-sender-mx|identical-sender-recipient)|config-test|help|more-help|version|hostname-command)$/
const LEVELS = new Set(['none', 'error', 'info', 'verbose', 'debug', 'excessive'])
const FILES_MAX = 50

/** Where in a command line spamdyke is called, and what it is told. */
export function spamdykeUse(files: HostFiles, listener: Listener): SpamdykeUse | undefined {
  const at = listener.words.findIndex(({ text }) => /^spamdyke([-.]?\d.*)?$/.test(baseName(text)))
  if (at < 0) return undefined
  const values = new Map<string, SpamdykeValue[]>()
  const named = readCommandLine(listener.words.slice(at + 1), values)
  const use: SpamdykeUse = { listener, at: listener.words[at] as Word, runAs: values.get('run-as-user')?.at(-1)?.value?.split(':')[0], values, files: [] }
  // spamdyke 5.0.1 reads its files when the whole command line is read, so that a file has the last word.
  named.forEach((each, index) => readConfigFile(files, use, { path: each.text, named: each, filesBefore: index }, []))
  return use
}

function readCommandLine(words: Word[], values: Map<string, SpamdykeValue[]>): Word[] {
  const named: Word[] = []
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as Word
    if (word.text === '--' || !/^-./.test(word.text)) break
    const [name, glued] = word.text.startsWith('--') ? longOption(word.text) : [SHORT[word.text[1] as string] ?? word.text, word.text.slice(2) || undefined]
    let value = glued
    if (value === undefined && takesNext(name, words[at + 1]?.text)) value = words[++at]?.text
    if (name === 'config-file' && value !== undefined) named.push({ ...word, text: value })
    else add(values, name, { value: value ?? null, from: 'command-line', file: word.file, line: word.line, filesBefore: named.length })
  }
  return named
}

const LONG = ['config-file', 'tls-level', 'tls-certificate-file', 'tls-privatekey-file', 'log-level', 'run-as-user', 'reject-recipient']

function longOption(text: string): [string, string | undefined] {
  const at = text.indexOf('=')
  const name = text.slice(2, at < 0 ? undefined : at)
  // getopt takes any beginning of a name that only one option has.
  const whole = name.length >= 6 ? LONG.filter((each) => each.startsWith(name)) : []
  return [whole.length === 1 ? (whole[0] as string) : name, at < 0 ? undefined : text.slice(at + 1)]
}

function takesNext(name: string, next: string | undefined): boolean {
  if (next === undefined || next.startsWith('-') || WITHOUT_VALUE.test(name)) return false
  if (name === 'log-level') return LEVELS.has(next.toLowerCase())
  return /^[a-z]/.test(name)
}

function add(values: Map<string, SpamdykeValue[]>, name: string, value: SpamdykeValue): void {
  const known = values.get(name)
  if (known) known.push(value)
  else values.set(name, [value])
}

type Named = { path: string; named: Word | Place; filesBefore: number }

function readConfigFile(files: HostFiles, use: SpamdykeUse, { path, named, filesBefore }: Named, above: string[]): void {
  if (above.includes(path) || use.files.length >= FILES_MAX) return
  const look = files.read(path)
  use.files.push({ path, look, named })
  if (look.state !== 'read') return
  const further: Named[] = []
  for (const { name, value, line } of parseSpamdyke(look.text)) {
    if (name === 'config-file' && value) further.push({ path: value, named: { file: path, line }, filesBefore })
    else add(use.values, name, { value, from: 'file', file: path, line, filesBefore })
  }
  for (const each of further) readConfigFile(files, use, each, [...above, path])
}

/** The value that counts: the last one of the files, else the last one of the command line. */
export function lastValue(use: SpamdykeUse, name: string): SpamdykeValue | undefined {
  const values = use.values.get(name) ?? []
  return values.findLast(({ from }) => from === 'file') ?? values.at(-1)
}

/**
 * A value on the command line behind the file that says something else. 5.0.1 follows the file; its manual reads as if
 * the last one counted. With two readings nothing can be told.
 */
export function contradiction(use: SpamdykeUse, name: string, isSame: (one: string | null, other: string | null) => boolean): SpamdykeValue | undefined {
  const values = use.values.get(name) ?? []
  const inFile = values.findLast(({ from }) => from === 'file')
  const onLine = values.findLast(({ from }) => from === 'command-line')
  if (!inFile || !onLine || onLine.filesBefore <= inFile.filesBefore) return undefined
  return isSame(inFile.value, onLine.value) ? undefined : onLine
}

/** The first file that it is told to read and that nobody could read. */
export function unreadFile(use: SpamdykeUse): { path: string; look: FileLook; named: Word | Place } | undefined {
  return use.files.find(({ look }) => look.state !== 'read')
}
