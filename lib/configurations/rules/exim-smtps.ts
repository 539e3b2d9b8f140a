import { linesOf } from '../lines.ts'
import type { CureStep, HostFiles, Place, Verdict } from '../configuration.ts'
import { eximList, type EximConfiguration, type EximLine } from '../exim/parse-exim.ts'
import type { HostConfiguration } from '../host-configuration.ts'
import { isLoopback, portNumber } from '../ports.ts'
import { fail, lineAt, pass, replaceLine, unknown } from '../report-verdicts.ts'
import { rewritesExim } from '../rewritten-by.ts'
import { say } from '../sentences.ts'

const CERTIFICATE = '/etc/exim4/exim.pem'

/** How Exim is started beside its configuration: `-oX` names ports, `-tls-on-connect` makes all of them speak TLS. */
interface Start {
  ports: (Place & { value: string }) | undefined
  isAllTls: boolean
}

function startOf({ files, eximStarts }: HostConfiguration): Start {
  const start: Start = { ports: undefined, isAllTls: false }
  for (const file of eximStarts) {
    const look = files.read(file)
    if (look.state !== 'read') continue
    linesOf(look.text).forEach((line, index) => {
      if (/^\s*#/.test(line)) return
      const ports = /-oX\s+(["']?)([^"'\s]+)\1/.exec(line)
      if (ports) start.ports = { file, line: index + 1, value: ports[2] as string }
      if (/-tls-on-connect\b/.test(line)) start.isAllTls = true
    })
  }
  return start
}

/** The line by which Exim listens on 465, if it does. */
function smtpsLine(exim: EximConfiguration, start: Start): Place | undefined {
  const has = (value: string) => eximList(value).some((item) => portNumber(item) === 465)
  if (start.ports && eximList(start.ports.value).some((item) => portNumber(item) === 465 || isAddressOn465(item))) return start.ports
  const interfaces = exim.options.get('local_interfaces')
  if (interfaces && eximList(interfaces.value).some(isAddressOn465)) return interfaces
  const ports = exim.options.get('daemon_smtp_ports') ?? exim.options.get('daemon_smtp_port')
  return !start.ports && ports && has(ports.value) ? ports : undefined
}

/** `[address]:port` and `address.port`. */
function isAddressOn465(item: string): boolean {
  const match = /^(.*?)\]?[.:]465$/.exec(item)
  return match !== null && !isLoopback(match[1] as string)
}

function speaksTls(exim: EximConfiguration, start: Start): boolean {
  const ports = exim.options.get('tls_on_connect_ports')
  return start.isAllTls || (ports !== undefined && eximList(ports.value).some((item) => portNumber(item) === 465))
}

export function eximPlainText(host: HostConfiguration): Verdict[] {
  const start = startOf(host)
  return host.exims.flatMap((exim) => {
    const at = smtpsLine(exim, start)
    if (!at) return []
    if (speaksTls(exim, start)) return [pass('smtps-plain-text', (exim.options.get('tls_on_connect_ports') ?? at).file)]
    if (exim.unread.length > 0) return [unknown('smtps-plain-text', exim.file, say('unclear-missing', { path: exim.unread[0] ?? '' }))]
    const steps = curePorts(exim, at)
    return [fail(host.files, { id: 'smtps-plain-text', at, message: say('plain-exim'), steps, source: say('source-exim-ports'), rewrittenBy: rewritesOf(host.files, exim.file) })]
  })
}

function curePorts(exim: EximConfiguration, at: Place): CureStep[] {
  const ports = exim.options.get('tls_on_connect_ports')
  const certificate = exim.options.get('tls_certificate')?.value ? [] : [`tls_certificate = ${CERTIFICATE}`]
  const made: CureStep[] = certificate.length === 0 ? [] : [{ kind: 'certificate', file: CERTIFICATE, user: 'Debian-exim' }]
  if (ports) return [replaceLine(ports, `tls_on_connect_ports = ${[...eximList(ports.value), '465'].join(' : ')}`, ...certificate), ...made]
  return [{ kind: 'lines', file: exim.file, line: at.file === exim.file ? at.line : 1, removed: 0, lines: ['tls_on_connect_ports = 465', ...certificate] }, ...made]
}

export function eximNoCertificate(host: HostConfiguration): Verdict[] {
  const start = startOf(host)
  return host.exims.flatMap((exim) => (smtpsLine(exim, start) && speaksTls(exim, start) ? [certificateOf(host.files, exim, smtpsLine(exim, start) as Place)] : []))
}

const ID = 'smtps-no-certificate'

function certificateOf(files: HostFiles, exim: EximConfiguration, port: Place): Verdict {
  const named = exim.options.get('tls_certificate')
  const source = say('source-exim-certificate')
  const rewrittenBy = rewritesOf(files, exim.file)
  if (!named || named.value === '') {
    if (exim.unread.length > 0) return unknown(ID, exim.file, say('unclear-missing', { path: exim.unread[0] ?? '' }))
    const at = named ?? exim.options.get('tls_on_connect_ports') ?? port
    const line = `tls_certificate = ${CERTIFICATE}`
    const step: CureStep = named ? replaceLine(named, line) : at.file === exim.file ? replaceLine(at, lineAt(files, at), line) : { kind: 'lines', file: exim.file, line: 1, removed: 0, lines: [line] }
    return fail(files, { id: ID, at, message: say('no-certificate-exim'), steps: [step, { kind: 'certificate', file: CERTIFICATE, user: 'Debian-exim' }], source, rewrittenBy })
  }
  if (/[$:]/.test(named.value)) return /\$/.test(named.value) ? unknown(ID, named.file, say('unclear-certificate-for-each')) : pass(ID, named.file)
  return ofFile(files, named, source, rewrittenBy)
}

function ofFile(files: HostFiles, named: EximLine & { value: string }, source: string, rewrittenBy: string | null): Verdict {
  const { state } = files.stat(named.value)
  if (state === 'unseen') return unknown(ID, named.file, say('unclear-unseen', { path: named.value }))
  if (state === 'there') return pass(ID, named.file)
  return fail(files, { id: ID, at: named, message: say('no-certificate', { why: say('not-there', { path: named.value }) }), steps: [{ kind: 'certificate', file: named.value, user: 'Debian-exim' }], source, rewrittenBy })
}

export function rewritesOf(files: HostFiles, file: string): string | null {
  const look = files.read(file)
  return rewritesExim(file, look.state === 'read' ? look.text : '')
}
