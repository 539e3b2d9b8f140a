import { baseName, folderOf } from '../commands/base-name.ts'
import type { CureStep, HostFiles, Place, Word } from '../configuration.ts'
import type { HostConfiguration } from '../host-configuration.ts'
import { mayRead } from '../may-read.ts'
import { appendLines, fileLines, lineAt, replaceLine } from '../report-verdicts.ts'
import { lastValue, type SpamdykeUse, type SpamdykeValue } from '../spamdyke/spamdyke-settings.ts'
import { smtpsEnv } from './implicit-tls.ts'
import { say } from '../sentences.ts'

/** Where spamdyke puts its certificate when nothing on the host says another place: that of qmail with TLS. */
const CERTIFICATE = '/var/qmail/control/servercert.pem'

/**
 * How the spamdyke of port 465 comes to speak TLS from the first byte, and which line is the wrong one. A file that other
 * ports read too stays as it is: 465 gets one of its own.
 */
export function cureSpamdykeLevel(host: HostConfiguration, use: SpamdykeUse, level: SpamdykeValue | undefined): { at: Place; steps: CureStep[] } {
  const { files } = host
  const certificate = certificateFor(host, use)
  const env = smtpsEnv(use.listener)
  const further = [...certificate.steps, ...(env ? [withoutEnv(files, env)] : [])]

  if (level?.from === 'file' && isOwn(host, use, level.file)) {
    return { at: level, steps: [replaceLine(level, 'tls-level=smtps', ...certificate.lines), ...further] }
  }
  const at = level?.from === 'file' && !isShared(host, use, level.file) ? level : level?.from === 'command-line' ? level : use.listener.at
  const last = use.files.findLast(({ named }) => 'text' in named)
  if (level?.from === 'command-line') return { at, steps: [...cureOption(files, level), ...ownFile(files, use, last, certificate.lines), ...further] }
  if (!level && last && isOwn(host, use, last.path)) return { at, steps: [appendLines(files, last.path, ['tls-level=smtps', ...certificate.lines]), ...further] }
  if (last) return { at, steps: [...ownFile(files, use, last, ['tls-level=smtps', ...certificate.lines]), ...further] }
  const options = ['--tls-level=smtps', ...certificate.lines.map((line) => `--${line}`)].join(' ')
  return { at, steps: [...inLineOf(files, use.at, (line) => line.replace(use.at.text, () => `${use.at.text} ${options}`)), ...further] }
}

/** Only port 465 reads this file, as far as can be seen. */
function isOwn(host: HostConfiguration, use: SpamdykeUse, path: string): boolean {
  if (isShared(host, use, path)) return false
  return /smtps|ssl|465/i.test(baseName(path)) || host.spamdykes.some((each) => each !== use && each.listener.port !== 465)
}

function isShared(host: HostConfiguration, use: SpamdykeUse, path: string): boolean {
  return host.spamdykes.some((each) => each !== use && each.listener.port !== 465 && each.files.some((file) => file.path === path))
}

type UsedFile = SpamdykeUse['files'][number]

/** One more file behind those that it reads; the last one counts. */
function ownFile(files: HostFiles, use: SpamdykeUse, last: UsedFile | undefined, lines: string[]): CureStep[] {
  if (lines.length === 0) return []
  if (!last) return inLineOf(files, use.at, (line) => line.replace(use.at.text, () => `${use.at.text} ${lines.map((each) => `--${each}`).join(' ')}`))
  const folder = folderOf(last.path)
  const names = ['spamdyke-smtps.conf', 'spamdyke-465.conf', 'spamdyke-smtps-relayward.conf']
  const path = names.map((name) => `${folder === '/' ? '' : folder}/${name}`).find((each) => files.read(each).state !== 'read') as string
  return [...inLineOf(files, last.named, (line) => insertBehind(line, last.path, ` -f ${path}`)), { kind: 'lines', file: path, line: 1, removed: 0, lines }]
}

function insertBehind(line: string, path: string, text: string): string {
  const at = line.lastIndexOf(path)
  return at < 0 ? line : line.slice(0, at + path.length) + text + line.slice(at + path.length)
}

/** Changes the line of a word; where the word came out of a variable, the line in which that is set. */
function inLineOf(files: HostFiles, at: Word | Place, change: (line: string) => string): CureStep[] {
  const lines = fileLines(files, at.file)
  const here = lines[at.line - 1] ?? ''
  if (change(here) !== here) return [replaceLine(at, change(here))]
  const elsewhere = lines.findIndex((line) => !/^\s*#/.test(line) && change(line) !== line)
  return elsewhere < 0 ? [] : [replaceLine({ file: at.file, line: elsewhere + 1 }, change(lines[elsewhere] as string))]
}

function cureOption(files: HostFiles, level: SpamdykeValue): CureStep[] {
  return inLineOf(files, level, (line) => line.replace(/(--tls-l\w*(?:-\w*)?)([= ]+)("[^"]*"|'[^']*'|\S+)/, '$1$2smtps'))
}

function certificateFor(host: HostConfiguration, use: SpamdykeUse): { lines: string[]; steps: CureStep[] } {
  const own = lastValue(use, 'tls-certificate-file')?.value
  const others = host.spamdykes.flatMap((each) => lastValue(each, 'tls-certificate-file')?.value ?? [])
  const file = own ?? others[0] ?? CERTIFICATE
  const user = use.runAs ?? use.listener.user
  const lines = own ? [] : [`tls-certificate-file=${file}`]
  const isThere = ['yes', 'unknown'].includes(mayRead(host.files, file, user)) && (own ?? others[0]) !== undefined
  return { lines, steps: isThere ? [] : [{ kind: 'certificate', file, user: user ?? say('user-of-service') }] }
}

/** With SMTPS in its environment qmail-smtpd would speak TLS a second time, inside. */
function withoutEnv(files: HostFiles, env: Word): CureStep {
  const line = lineAt(files, env)
  const rest = line.replace(/\s*\bSMTPS=\S*/, '')
  return /^\s*(env\s*\+?=|export|Environment=)?\s*$/.test(rest) ? { kind: 'lines', file: env.file, line: env.line, removed: 1, lines: [] } : replaceLine(env, rest)
}
