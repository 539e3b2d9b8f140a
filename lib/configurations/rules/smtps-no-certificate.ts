import type { HostConfiguration } from '../host-configuration.ts'
import { mayRead } from '../may-read.ts'
import { isOfPlesk, isYes, settingOf, type PostfixHost, type Setting } from '../postfix/postfix-host.ts'
import type { MasterService } from '../postfix/parse-master.ts'
import { appendLines, fail, pass, replaceLine, unknown } from '../report-verdicts.ts'
import { rewritesListener, rewritesPostfix } from '../rewritten-by.ts'
import type { CureStep, HostFiles, Verdict } from '../configuration.ts'
import type { Listener } from '../listener.ts'
import { lastValue, type SpamdykeUse, type SpamdykeValue } from '../spamdyke/spamdyke-settings.ts'
import { eximNoCertificate } from './exim-smtps.ts'
import { implicitTls, onSmtps } from './implicit-tls.ts'
import { cureSpamdykeCertificate } from './cure-spamdyke-certificate.ts'
import { smtpsServices } from './smtps-plain-text.ts'
import { say } from '../sentences.ts'

const ID = 'smtps-no-certificate'
const QMAIL_CERTIFICATE = '/var/qmail/control/servercert.pem'

/** Port 465 would speak TLS, but has no certificate that it can read. */
export function smtpsNoCertificate(host: HostConfiguration): Verdict[] {
  return [...host.listeners.filter(onSmtps).flatMap((listener) => ofListener(host, listener)), ...host.postfixes.flatMap((postfix) => ofPostfix(host.files, postfix)), ...eximNoCertificate(host)]
}

function ofListener(host: HostConfiguration, listener: Listener): Verdict[] {
  const use = host.spamdykes.find((each) => each.listener === listener)
  const found = implicitTls(host.files, listener, use)
  if (found.state !== 'tls' || found.by === 'front') return []
  if (found.by === 'spamdyke') return [ofSpamdyke(host, found.use, found.level)]
  const may = mayRead(host.files, QMAIL_CERTIFICATE, listener.user)
  if (may === 'yes') return [pass(ID, found.env.file)]
  if (may === 'unknown') return [unknown(ID, found.env.file, say('unclear-unseen', { path: QMAIL_CERTIFICATE }))]
  return [fail(host.files, { id: ID, at: found.env, message: say('no-certificate', { why: sayWhy(QMAIL_CERTIFICATE, may, listener.user) }), steps: [certificate(QMAIL_CERTIFICATE, listener.user)], source: say('source-netqmail'), rewrittenBy: rewritesListener(listener) })]
}

function ofSpamdyke(host: HostConfiguration, use: SpamdykeUse, level: SpamdykeValue): Verdict {
  const { files } = host
  const user = use.runAs ?? use.listener.user
  const source = say('source-spamdyke-certificate')
  const named = lastValue(use, 'tls-certificate-file')
  const rewrittenBy = rewritesListener(use.listener)
  if (!named || !named.value) {
    return fail(files, { id: ID, at: named ?? level, message: say('no-certificate-told'), steps: cureSpamdykeCertificate(host, use, level, named), source, rewrittenBy })
  }
  const wanted = [named, lastValue(use, 'tls-privatekey-file')].filter((each) => each?.value).map((each) => ({ at: each as SpamdykeValue, file: (each as SpamdykeValue).value as string }))
  const looked = wanted.map((each) => ({ ...each, may: mayRead(files, each.file, user) }))
  const wrong = looked.find(({ may }) => may === 'missing' || may === 'no')
  if (wrong) {
    return fail(files, { id: ID, at: wrong.at, message: say('no-certificate-spamdyke', { why: sayWhy(wrong.file, wrong.may, user) }), steps: [certificate(wrong.file, user)], source, rewrittenBy })
  }
  const dim = looked.find(({ may }) => may === 'unknown')
  if (!dim) return pass(ID, named.file)
  return unknown(ID, dim.at.file, user === undefined ? say('unclear-unseen-whose', { path: dim.file }) : say('unclear-unseen-by', { path: dim.file, user }))
}

export function certificate(file: string, user: string | undefined): CureStep {
  return { kind: 'certificate', file, user: user ?? say('user-of-service') }
}

export function sayWhy(file: string, may: string, user: string | undefined): string {
  return may === 'missing' ? say('not-there', { path: file }) : say('may-not-read', { path: file, user: user ?? say('its-user') })
}

const CERTIFICATES = ['smtpd_tls_chain_files', 'smtpd_tls_cert_file', 'smtpd_tls_eccert_file', 'smtpd_tls_dcert_file']

function ofPostfix(files: HostFiles, postfix: PostfixHost): Verdict[] {
  return smtpsServices(postfix).filter((service) => service.command === 'smtpd' && isYes(settingOf(postfix, 'smtpd_tls_wrappermode', service)?.text)).map((service) => ofService(files, postfix, service))
}

function ofService(files: HostFiles, postfix: PostfixHost, service: MasterService): Verdict {
  const { file } = postfix.master as { file: string }
  const settings = CERTIFICATES.map((name) => settingOf(postfix, name, service)).filter((each): each is Setting => each !== undefined)
  const set = settings.filter(({ text }) => text !== '' && text.toLowerCase() !== 'none')
  const source = say('source-postfix-certificate')
  const rewrittenBy = (of: string) => rewritesPostfix(isOfPlesk(postfix), of)
  if (set.length === 0) {
    const { main } = postfix
    if (!main) return unknown(ID, file, say('unclear-main-certificate', { path: `${postfix.folder}/main.cf` }))
    const empty = settings.at(-1)
    const path = '/etc/ssl/private/mail.pem'
    const line = `smtpd_tls_chain_files = ${path}`
    const at = empty ?? { file, line: service.line }
    const steps: CureStep[] = [appendLines(files, main.file, [line]), ...(empty?.by === 'master' ? [withoutOverride(service, empty)] : []), certificate(path, 'root')]
    return fail(files, { id: ID, at, message: say('no-certificate-named', { name: service.name, file }), steps, then: ['postfix reload'], source, rewrittenBy: rewrittenBy(main.file) })
  }
  const looked = set.flatMap((setting) => setting.text.split(/[\s,]+/).map((path) => ({ setting, path, may: mayRead(files, path, 'root') })))
  const missing = looked.find(({ may }) => may === 'missing')
  // One that is there is enough: Postfix tells the others in its log and goes on.
  if (missing && !looked.some(({ may }) => may !== 'missing')) {
    return fail(files, { id: ID, at: missing.setting, message: say('no-certificate-there', { name: service.name, file, path: missing.path }), steps: [certificate(missing.path, 'root')], then: ['postfix reload'], source, rewrittenBy: rewrittenBy(missing.setting.file) })
  }
  const dim = looked.find(({ may }) => may === 'unknown')
  if (dim) return unknown(ID, dim.setting.file, say('unclear-unseen', { path: dim.path }))
  return pass(ID, (set[0] as Setting).file)
}

function withoutOverride(service: MasterService, at: Setting): CureStep {
  const own = service.overrides.find(({ line }) => line === at.line) as { line: number; lastLine: number }
  return own.line === service.line ? replaceLine(at, '') : { kind: 'lines', file: at.file, line: own.line, removed: own.lastLine - own.line + 1, lines: [] }
}
