import type { CureStep } from '../configuration.ts'
import type { HostConfiguration } from '../host-configuration.ts'
import { mayRead } from '../may-read.ts'
import { lineAt, replaceLine } from '../report-verdicts.ts'
import { lastValue, type SpamdykeUse, type SpamdykeValue } from '../spamdyke/spamdyke-settings.ts'
import { say } from '../sentences.ts'

const CERTIFICATE = '/var/qmail/control/servercert.pem'

/** Names a certificate beside the line that turns on TLS: in the same file, or on the same command line. */
export function cureSpamdykeCertificate(host: HostConfiguration, use: SpamdykeUse, level: SpamdykeValue, empty: SpamdykeValue | undefined): CureStep[] {
  const { files } = host
  const known = host.spamdykes.flatMap((each) => lastValue(each, 'tls-certificate-file')?.value || [])[0]
  const file = known ?? CERTIFICATE
  const user = use.runAs ?? use.listener.user
  const made: CureStep[] = known !== undefined && ['yes', 'unknown'].includes(mayRead(files, known, user)) ? [] : [{ kind: 'certificate', file, user: user ?? say('user-of-service') }]
  const option = `tls-certificate-file=${file}`
  if (empty?.from === 'file') return [replaceLine(empty, option), ...made]
  const line = lineAt(files, level)
  if (level.from === 'file') return [replaceLine(level, line, option), ...made]
  return [replaceLine(level, line.replace(/(--tls-l\w*(?:-\w*)?[= ]+\S+)/, `$1 --${option}`)), ...made]
}
