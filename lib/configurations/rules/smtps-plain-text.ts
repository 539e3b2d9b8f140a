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
      message: 'Port 465 speaks plain text: qmail-smtpd speaks TLS from the first byte only with SMTPS in its environment.',
      steps: cureEnvironment(host, listener),
      words: 'qmail-smtpd needs the TLS patch for this; without it put sslserver, stunnel or spamdyke in front.',
      source: 'netqmail TLS patch (SMTPS); facts of case 5',
      rewrittenBy,
    })
  }
  const { level } = found
  const { at, steps } = cureSpamdykeLevel(host, found.use, level)
  return fail(files, { id: ID, at, message: sayLevel(listener, level), steps, source: 'spamdyke README, tls-level; tried with spamdyke 5.0.1 and openssl s_client', rewrittenBy })
}

function sayLevel({ at, name }: Listener, level: { value: string | null } | undefined): string {
  const port = `Port 465 (${name} in ${at.file})`
  if (!level) return `${port} speaks plain text: spamdyke is told no tls-level, and smtp is what it takes then. It speaks TLS from the first byte only with tls-level=smtps.`
  if (isNoLevel(level.value)) return `${port} does not speak TLS: spamdyke does not know the tls-level ${level.value ?? '(without a value)'} and ends. A value has no quotes; tls-level=smtps is wanted.`
  return `${port} speaks plain text: spamdyke speaks TLS from the first byte only with tls-level=smtps, and here it is ${level.value ?? ''}.`
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
    if (service.command === 'smtpd' && says === undefined && setting === undefined && !postfix.main) return unknown(ID, file, `could not tell: ${postfix.folder}/main.cf missing, and it may set smtpd_tls_wrappermode`)
    const own = setting?.by === 'master' ? setting : undefined
    return fail(files, {
      id: ID,
      at: own ?? { file, line: service.line },
      message: service.command === 'postscreen' ? 'Port 465 speaks plain text: postscreen cannot speak TLS from the first byte.' : `Port 465 (${service.name} in ${file}) speaks plain text: smtpd_tls_wrappermode is ${setting ? setting.text || 'empty' : 'not set'} for it.`,
      steps: cureService(files, service, file, own),
      then: ['postfix reload'],
      source: 'postconf(5) smtpd_tls_wrappermode; RFC 8314, 3.3; tried with Postfix 3.7',
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
