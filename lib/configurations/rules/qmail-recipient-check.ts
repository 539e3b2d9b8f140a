import { baseName } from '../commands/base-name.ts'
import { OPAQUE } from '../commands/split-script.ts'
import type { CureStep, Place, Verdict } from '../configuration.ts'
import type { HostConfiguration } from '../host-configuration.ts'
import { linesOf } from '../lines.ts'
import type { Listener } from '../listener.ts'
import { isLoopback } from '../ports.ts'
import { appendLines, fail, lineAt, pass, replaceLine, unknown } from '../report-verdicts.ts'
import { rewritesListener } from '../rewritten-by.ts'
import { unreadFile, type SpamdykeUse } from '../spamdyke/spamdyke-settings.ts'
import { sayUnread } from './implicit-tls.ts'
import { say } from '../sentences.ts'

const ID = 'no-recipient-check'
const CONTROL = '/var/qmail/control'
/** Files by which the patches of qmail-smtpd know recipients. */
const CHECKS = ['validrcptto.cdb', 'validrcptto', 'recipients', 'recipients.cdb', 'goodrcptto', 'goodrcptto.cdb', 'mailrules', 'rcptcheck']
const PLUGINS = 'smtpplugins'
/** Programs and variables by which something else refuses unknown recipients. */
const PROGRAMS = /^(rcptcheck|mailfront|qpsmtpd|magic-smtpd|greylite|spp|smtpfront-qmail|vchkrcpt|chkuser)/
const VARIABLES = /^(CHKUSER_\w+|VALIDRCPTTO_CDB|QMAILRRTDENYALL|RCPTCHECK|RECIPIENTS|REALRCPTTO\w*|GOODRCPTTO)=./

/** qmail takes any recipient of its domains unless a patch or spamdyke 5 asks whether it is there. */
export function qmailRecipientCheck(host: HostConfiguration): Verdict[] {
  return host.listeners.filter(isOpenToAll).map((listener) => ofListener(host, listener))
}

function isOpenToAll({ port, address, words, isForwarded }: Listener): boolean {
  return port === 25 && !isForwarded && !isLoopback(address ?? '') && words.some(({ text }) => /^qmail-smtpd/.test(baseName(text)))
}

function ofListener(host: HostConfiguration, listener: Listener): Verdict {
  const { file } = listener.at
  const use = host.spamdykes.find((each) => each.listener === listener)
  const asked = use?.values.get('reject-recipient')?.find(({ value }) => /^invalid$/i.test(value ?? ''))
  if (asked) return pass(ID, asked.file)
  if (listener.env.some(({ text }) => VARIABLES.test(text)) || listener.words.some(({ text }) => PROGRAMS.test(baseName(text)))) return pass(ID, file)
  const unread = use && unreadFile(use)
  if (unread) return unknown(ID, unread.named.file, sayUnread(unread))
  const control = controlFiles(host)
  const check = CHECKS.find((name) => control.has(name))
  if (check !== undefined) return pass(ID, `${CONTROL}/${check}`)
  if (listener.words.some(({ text }) => baseName(text) === 'relaylock' || text.includes('/psa/'))) return unknown(ID, file, say('unclear-plesk-recipients'))
  if (listener.words.some(({ text }) => text === OPAQUE)) return unknown(ID, file, say('unclear-command-line'))
  const rules = rulesOf(host, listener)
  if (rules === 'set') return pass(ID, file)
  if (control.size === 0) return unknown(ID, file, say('unclear-control', { path: CONTROL }))
  if (control.has(PLUGINS)) return unknown(ID, file, say('unclear-plugin', { path: `${CONTROL}/${PLUGINS}` }))
  if (rules === 'unseen') return unknown(ID, file, say('unclear-rules', { path: listener.rules ?? '' }))
  return missing(host, listener, use)
}

function controlFiles({ files }: HostConfiguration): Set<string> {
  const given = files.given.filter((file) => file.startsWith(`${CONTROL}/`) || /\/qmail\/control\/[^/]+$/.test(file)).map(baseName)
  return new Set([...given, ...(files.list(CONTROL) ?? [])])
}

function rulesOf({ files }: HostConfiguration, { rules }: Listener): 'set' | 'not-set' | 'unseen' {
  if (rules === undefined) return 'not-set'
  const look = files.read(rules.replace(/\.cdb$/, ''))
  if (look.state !== 'read') return 'unseen'
  const isSet = linesOf(look.text).some((line) => !line.startsWith('#') && line.split(',').some((piece) => VARIABLES.test(piece.trim())))
  return isSet ? 'set' : 'not-set'
}

function missing({ files }: HostConfiguration, listener: Listener, use: SpamdykeUse | undefined): Verdict {
  const own = use?.files.findLast(({ look }) => look.state === 'read')
  const at: Place = listener.at
  const steps: CureStep[] = own ? [appendLines(files, own.path, ['reject-recipient=invalid'])] : use ? optionFor(files, use) : [{ kind: 'lines', file: `${CONTROL}/validrcptto.cdb`, line: 1, removed: 0, lines: [] }]
  const words = use ? say('recipients-spamdyke-cure') : say('recipients-qmail-cure', { folder: CONTROL })
  return fail(files, {
    id: ID,
    at,
    message: say('recipients-qmail'),
    steps,
    words,
    source: say('source-qmail-recipients'),
    rewrittenBy: rewritesListener(listener),
  })
}

function optionFor(files: HostConfiguration['files'], { at }: SpamdykeUse): CureStep[] {
  const line = lineAt(files, at)
  return line.includes(at.text) ? [replaceLine(at, line.replace(at.text, () => `${at.text} --reject-recipient=invalid`))] : []
}
