import type { HostConfiguration } from '../host-configuration.ts'
import type { Listener } from '../listener.ts'
import { listensAt, settingOf, isOfPlesk, isYes, type PostfixHost } from '../postfix/postfix-host.ts'
import type { MasterService } from '../postfix/parse-master.ts'
import { isLoopback } from '../ports.ts'
import { fail, lineAt, pass, replaceLine, unknown } from '../report-verdicts.ts'
import { rewritesListener, rewritesPostfix } from '../rewritten-by.ts'
import type { CureStep, Verdict } from '../configuration.ts'
import { indentOf } from '../lines.ts'
import { eximPlainText } from './exim-smtps.ts'
import { implicitTls, isNoLevel, onSmtps } from './implicit-tls.ts'
import { cureSpamdykeLevel } from './cure-spamdyke-level.ts'
import { say } from '../sentences.ts'

const ID = 'smtps-plain-text'

/** Port 465 must speak TLS from the first byte. */
export function smtpsPlainText(host: HostConfiguration): Verdict[] {
  return [...host.listeners.filter(onSmtps).map((listener) => ofListener(host, listener)), ...host.postfixes.flatMap((postfix) => ofPostfix(host, postfix)), ...eximPlainText(host)]
}

function ofListener(host: HostConfiguration, listener: Listener): Verdict {
  const { files } = host
  const use = host.spamdykes.find((each) => each.listener === listener)
  const found = implicitTls(files, listener, use)
  if (found.state === 'unknown') return unknown(ID, found.file, found.reason)
  if (found.state === 'tls') return pass(ID, found.by === 'spamdyke' ? found.level.file : listener.at.file)
  const rewrittenBy = rewritesListener(listener)
  if (found.by === 'qmail-smtpd') {
    return fail(files, {
      id: ID,
      at: listener.at,
      message: say('plain-qmail-smtpd'),
      steps: cureEnvironment(host, listener),
      words: say('qmail-needs-patch'),
      source: say('source-netqmail-smtps'),
      rewrittenBy,
    })
  }
  const { level } = found
  const { at, steps } = cureSpamdykeLevel(host, found.use, level)
  return fail(files, { id: ID, at, message: sayLevel(listener, level), steps, source: say('source-spamdyke-level'), rewrittenBy })
}

function sayLevel({ at: { file }, name }: Listener, level: { value: string | null } | undefined): string {
  if (!level) return say('plain-no-level', { name, file })
  if (isNoLevel(level.value)) return say('plain-unknown-level', { name, file, level: level.value ?? say('without-value') })
  return say('plain-other-level', { name, file, level: level.value ?? '' })
}

function cureEnvironment({ files }: HostConfiguration, listener: Listener): CureStep[] {
  const line = lineAt(files, listener.at)
  if (listener.by === 'xinetd') {
    const env = listener.env[0]
    if (env) return [replaceLine(env, `${lineAt(files, env)} SMTPS=1`)]
    return [replaceLine(listener.at, line, `${indentOf(line)}env             = SMTPS=1`)]
  }
  if (listener.by === 'systemd') return [replaceLine(listener.at, 'Environment=SMTPS=1', line)]
  return [replaceLine({ file: listener.at.file, line: 1 }, lineAt(files, { file: listener.at.file, line: 1 }), 'export SMTPS=1')]
}

/** Services of a master.cf on port 465. */
export function smtpsServices(postfix: PostfixHost): MasterService[] {
  return (postfix.master?.services ?? []).filter((service) => {
    const place = listensAt(service)
    return place?.port === 465 && !isLoopback(place.address) && ['smtpd', 'postscreen'].includes(service.command)
  })
}

function ofPostfix({ files }: HostConfiguration, postfix: PostfixHost): Verdict[] {
  return smtpsServices(postfix).map((service) => {
    const { file } = postfix.master as { file: string }
    const setting = settingOf(postfix, 'smtpd_tls_wrappermode', service)
    const says = isYes(setting?.text)
    if (service.command === 'smtpd' && says === true) return pass(ID, file)
    if (service.command === 'smtpd' && says === undefined && setting === undefined && !postfix.main) return unknown(ID, file, say('unclear-main-wrappermode', { path: `${postfix.folder}/main.cf` }))
    const own = setting?.by === 'master' ? setting : undefined
    return fail(files, {
      id: ID,
      at: own ?? { file, line: service.line },
      message: service.command === 'postscreen' ? say('plain-postscreen') : say('plain-postfix', { name: service.name, file, setting: setting ? setting.text || say('empty') : say('not-set') }),
      steps: cureService(files, service, file, own),
      then: ['postfix reload'],
      source: say('source-wrappermode'),
      rewrittenBy: rewritesPostfix(isOfPlesk(postfix), file),
    })
  })
}

function cureService(files: HostConfiguration['files'], service: MasterService, file: string, own: { line: number } | undefined): CureStep[] {
  const overrides = service.overrides.filter(({ name }) => name === 'smtpd_tls_wrappermode')
  if (own) {
    const last = overrides.at(-1) as { line: number; lastLine: number }
    const text = lineAt(files, { file, line: last.line })
    const replaced = text.replace(/-o\s*(\{\s*)?smtpd_tls_wrappermode\s*=\s*[^\s}]*(\s*\})?/, '-o smtpd_tls_wrappermode=yes')
    const lines = replaced === text ? ['  -o smtpd_tls_wrappermode=yes'] : [replaced]
    return [{ kind: 'lines', file, line: last.line, removed: last.lastLine - last.line + 1, lines }]
  }
  const line = lineAt(files, { file, line: service.line })
  const first = service.command === 'postscreen' ? line.replace(/\bpostscreen\b/, 'smtpd') : line
  return [replaceLine({ file, line: service.line }, first, '  -o smtpd_tls_wrappermode=yes')]
}
