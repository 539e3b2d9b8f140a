import type { HostFiles, Word } from '../configuration.ts'
import type { Listener } from '../listener.ts'
import { portNumber } from '../ports.ts'
import { baseName } from './base-name.ts'
import { OPAQUE, splitScript, type ScriptWord } from './split-script.ts'

/** Programs that take connections and start another one for each, with the letters of their options that want a value. */
const SERVERS: Record<string, string> = {
  tcpserver: 'cxBgubltiI',
  tcpsvd: 'cCbulEx',
  sslserver: 'cxBgubltiIaAVSsZzkKfm',
  's6-tcpserver': 'cCbGgUu',
  's6-tlsserver': 'cCbGgUuKkS',
}

/** Does this look like a script that starts a server for each connection? */
export function isRunFile(text: string): boolean {
  return /(^|[\s/"'`;|&(])(tcpserver|sslserver|tcpsvd|s6-tcpserver|s6-tlsserver)(["'\s\\]|$)/m.test(text)
}

/** What a run file (or an init script) of tcpserver and its kin listens for. */
export function tcpserverListeners(files: HostFiles, given: string[]): Listener[] {
  return given.flatMap((file) => {
    const look = files.read(file)
    return look.state === 'read' ? listenersOf(file, look.text) : []
  })
}

function listenersOf(file: string, text: string): Listener[] {
  const commands = splitScript(text)
  const exported = exportedOf(commands).map((word) => ({ ...word, file }))
  return commands.flatMap((command) => {
    const at = command.findIndex(({ text: word }) => Object.hasOwn(SERVERS, baseName(word)))
    return at < 0 ? [] : [toListener(file, command, at, exported)]
  })
}

function exportedOf(commands: ScriptWord[][]): ScriptWord[] {
  const set = new Map<string, ScriptWord>()
  const exported = new Set<string>()
  for (const command of commands) {
    const isExport = command[0]?.text === 'export' || (command[0]?.text === 'declare' && command[1]?.text === '-x')
    for (const word of command) {
      const name = word.text.split('=')[0] as string
      if (/^[A-Za-z_]\w*=/.test(word.text)) set.set(name, word)
      else if (!isExport) break
      if (isExport) exported.add(name)
    }
  }
  return [...set].filter(([name]) => exported.has(name)).map(([, word]) => word)
}

function toListener(file: string, command: ScriptWord[], serverAt: number, exported: Word[]): Listener {
  const server = command[serverAt] as ScriptWord
  const before = command.slice(0, serverAt)
  const { options, rest } = readOptions(command.slice(serverAt + 1), SERVERS[baseName(server.text)] as string)
  const [address, port, ...program] = rest
  const words = [server, ...program].map((word) => ({ ...word, file }))
  const user = options.get('u') ?? userOf(program) ?? userOf(before)
  return {
    by: 'tcpserver',
    at: { file, line: lineOf(program) ?? server.line },
    name: port?.text ?? '',
    port: port === undefined ? undefined : portNumber(port.text),
    address: address?.text,
    user: user === OPAQUE ? undefined : user,
    words,
    env: [...exported, ...[...before, ...program].filter(({ text }) => /^[A-Z_][A-Z0-9_]*=/.test(text)).map((word) => ({ ...word, file }))],
    ...(options.has('x') && { rules: options.get('x') as string }),
  }
}

/** The line of what decides how the connection is spoken: spamdyke, or else the mail server itself. */
function lineOf(program: ScriptWord[]): number | undefined {
  return (program.find(({ text }) => /^spamdyke/.test(baseName(text))) ?? program.find(({ text }) => /^qmail-smtpd/.test(baseName(text))))?.line
}

function readOptions(words: ScriptWord[], withValue: string): { options: Map<string, string>; rest: ScriptWord[] } {
  const options = new Map<string, string>()
  let at = 0
  for (; at < words.length; at++) {
    const word = (words[at] as ScriptWord).text
    if (word === '--') return { options, rest: words.slice(at + 1) }
    if (!/^-./.test(word)) break
    for (let letter = 1; letter < word.length; letter++) {
      const name = word[letter] as string
      if (!withValue.includes(name)) continue
      const glued = word.slice(letter + 1)
      options.set(name, glued !== '' ? glued : (words[++at]?.text ?? OPAQUE))
      break
    }
  }
  return { options, rest: words.slice(at) }
}

/** Programs that start another one with the rights of the user they are given. */
const USER_CHANGERS = new Set(['setuidgid', 's6-setuidgid', 'chpst', 'setuser', 'envuidgid', 's6-envuidgid'])

function userOf(words: ScriptWord[]): string | undefined {
  const at = words.findIndex(({ text }) => USER_CHANGERS.has(baseName(text)))
  if (at < 0 || baseName((words[at] as ScriptWord).text).includes('envuidgid')) return undefined
  const value = words[at + 1]?.text === '-u' ? words[at + 2]?.text : words[at + 1]?.text.replace(/^-u/, '')
  return value?.split(':')[0]
}
