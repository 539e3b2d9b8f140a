import { baseName } from '../commands/base-name.ts'
import { OPAQUE } from '../commands/split-script.ts'
import type { HostFiles, Place, Word } from '../configuration.ts'
import type { Listener } from '../listener.ts'
import { isLoopback } from '../ports.ts'
import { contradiction, lastValue, unreadFile, type SpamdykeUse, type SpamdykeValue } from '../spamdyke/spamdyke-settings.ts'
import { say } from '../sentences.ts'

/** How a program that stands on port 465 speaks. */
export type ImplicitTls =
  | { state: 'tls'; by: 'spamdyke'; use: SpamdykeUse; level: SpamdykeValue }
  | { state: 'tls'; by: 'qmail-smtpd'; env: Place }
  | { state: 'tls'; by: 'front' }
  | { state: 'plain'; by: 'spamdyke'; use: SpamdykeUse; level: SpamdykeValue | undefined }
  | { state: 'plain'; by: 'qmail-smtpd' }
  | { state: 'unknown'; file: string; reason: string }

/** Programs that speak TLS with the client and plain text with the one behind. */
const FRONTS = new Set(['sslserver', 's6-tlsserver', 'tlsserver', 's6-tlsd', 's6-tlsd-io', 'sslio', 'stunnel', 'stunnel4', 'stunnel5', 'couriertls', 'sslwrap', 'tlswrapper', 'tlsd'])
const LEVELS = new Set(['none', 'smtp', 'smtp-no-passthrough', 'smtps'])

/** Listeners on 465 that others than the host itself can reach. */
export function onSmtps(listener: Listener): boolean {
  return listener.port === 465 && !isLoopback(listener.address ?? '') && !listener.isForwarded
}

export function implicitTls(files: HostFiles, listener: Listener, use: SpamdykeUse | undefined): ImplicitTls {
  if (hasFront(listener.words)) return { state: 'tls', by: 'front' }
  if (use) return bySpamdyke(use)
  const smtpd = listener.words.some(({ text }) => /^qmail-smtpd/.test(baseName(text)))
  if (!smtpd) return cannotTell(listener, say('unclear-program', { program: listener.words.map(({ text }) => baseName(text)).slice(0, 3).join(' ') || say('its-program') }))
  const env = smtpsEnv(listener)
  if (env) return { state: 'tls', by: 'qmail-smtpd', env }
  if (listener.words.some(({ text }) => baseName(text) === 'relaylock')) return cannotTell(listener, say('unclear-plesk-smtps'))
  if (listener.words.some(({ text }) => text === OPAQUE)) return cannotTell(listener, say('unclear-command-line'))
  return byRules(files, listener)
}

function hasFront(words: Word[]): boolean {
  const at = words.findIndex(({ text }) => FRONTS.has(baseName(text)))
  if (at < 0) return false
  // tlswrapper -n waits for STARTTLS.
  return !(baseName((words[at] as Word).text) === 'tlswrapper' && words.slice(at + 1, at + 8).some(({ text }) => /^-[a-z]*n/.test(text)))
}

export function smtpsEnv({ env }: Listener): Word | undefined {
  return env.find(({ text }) => /^SMTPS=/.test(text))
}

/** The environment may come from the rules of tcpserver, client by client. */
function byRules(files: HostFiles, { at, rules }: Listener): ImplicitTls {
  if (rules === undefined) return { state: 'plain', by: 'qmail-smtpd' }
  const source = rules.replace(/\.cdb$/, '')
  const look = files.read(source)
  // Rules that port 25 has too cannot ask for TLS from the first byte: nobody would get through there.
  if (look.state !== 'read' && /\/tcp\.smtp$/.test(source)) return { state: 'plain', by: 'qmail-smtpd' }
  if (look.state !== 'read') return { state: 'unknown', file: at.file, reason: say('unclear-rules-smtps', { path: source }) }
  const line = look.text.split('\n').findIndex((each) => /^[^#]*\bSMTPS=/.test(each))
  return line < 0 ? { state: 'plain', by: 'qmail-smtpd' } : { state: 'tls', by: 'qmail-smtpd', env: { file: source, line: line + 1 } }
}

function bySpamdyke(use: SpamdykeUse): ImplicitTls {
  const unread = unreadFile(use)
  if (unread) return { state: 'unknown', file: unread.named.file, reason: sayUnread(unread) }
  const level = lastValue(use, 'tls-level')
  if (level && isOpaque(level)) return cannotTell(use.listener, say('unclear-value', { option: 'tls-level' }))
  const other = contradiction(use, 'tls-level', (one, another) => isSmtps(one) === isSmtps(another))
  if (other && level) return { state: 'unknown', file: level.file, reason: say('unclear-two-levels', { said: other.value ?? '', level: level.value ?? '' }) }
  if (level && hasCommentBehind(level)) return { state: 'unknown', file: level.file, reason: say('unclear-comment') }
  return level && isSmtps(level.value) ? { state: 'tls', by: 'spamdyke', use, level } : { state: 'plain', by: 'spamdyke', use, level }
}

function isOpaque({ value }: SpamdykeValue): boolean {
  return value?.includes(OPAQUE) ?? false
}

export function isSmtps(value: string | null | undefined): boolean {
  return value?.toLowerCase() === 'smtps'
}

/** A value that spamdyke does not know: it ends, and nobody gets an answer. */
export function isNoLevel(value: string | null): boolean {
  return value === null || !LEVELS.has(value.toLowerCase())
}

function hasCommentBehind({ value }: SpamdykeValue): boolean {
  return /^smtps\s+#/i.test(value ?? '')
}

function cannotTell(listener: Listener, reason: string): ImplicitTls {
  return { state: 'unknown', file: listener.at.file, reason }
}

/** Why a file that decides says nothing. */
export function sayUnread({ path, look }: { path: string; look: { state: string } }): string {
  return say(look.state === 'unreadable' ? 'unclear-unreadable' : look.state === 'too-large' ? 'unclear-too-large' : 'unclear-missing', { path })
}
