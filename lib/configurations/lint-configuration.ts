import type { FindingId } from '../protocol/configuration.ts'
import type { Finding, HostFiles, Verdict } from './configuration.ts'
import { openConfiguration, type HostConfiguration } from './host-configuration.ts'
import { lockHiddenByMaster } from './rules/lock-hidden-by-master.ts'
import { lockMapNotLive } from './rules/lock-map-not-live.ts'
import { noRecipientCheck } from './rules/no-recipient-check.ts'
import { shortQueueIds } from './rules/short-queue-ids.ts'
import { smtpsNoCertificate } from './rules/smtps-no-certificate.ts'
import { smtpsPlainText } from './rules/smtps-plain-text.ts'
import { spamdykeLogsNothing } from './rules/spamdyke-logs-nothing.ts'

/** Every check there is, by its id. */
const RULES: Record<FindingId, (host: HostConfiguration) => Verdict[]> = {
  'smtps-plain-text': smtpsPlainText,
  'smtps-no-certificate': smtpsNoCertificate,
  'spamdyke-logs-nothing': spamdykeLogsNothing,
  'short-queue-ids': shortQueueIds,
  'lock-map-not-live': lockMapNotLive,
  'lock-hidden-by-master': lockHiddenByMaster,
  'no-recipient-check': noRecipientCheck,
}

export interface Lint {
  findings: Finding[]
  passed: { id: FindingId; file: string }[]
  unknown: { id: FindingId; file: string; reason: string }[]
}

/** Looks at the configuration of one host. What cannot be told is told as that, and is no finding. */
export function lintConfiguration(files: HostFiles): Lint {
  const host = openConfiguration(files)
  const verdicts = Object.values(RULES).flatMap((rule) => rule(host))
  const findings = different(verdicts.flatMap((verdict) => (verdict.state === 'fail' ? [verdict.finding] : [])), ({ id, file, line }) => `${id} ${file} ${line}`)
  const unknown = different(verdicts.flatMap((verdict) => (verdict.state === 'unknown' ? [{ id: verdict.id, file: verdict.file, reason: verdict.reason }] : [])), ({ id, file, reason }) => `${id} ${file} ${reason}`)
  // A file that has both is not right.
  const doubtful = new Set([...findings, ...unknown].map(({ id, file }) => `${id} ${file}`))
  const passed = verdicts.flatMap((verdict) => (verdict.state === 'pass' && !doubtful.has(`${verdict.id} ${verdict.file}`) ? [{ id: verdict.id, file: verdict.file }] : []))
  return {
    findings: findings.toSorted((one, other) => one.file.localeCompare(other.file) || one.line - other.line || one.id.localeCompare(other.id)),
    passed: different(passed, ({ id, file }) => `${id} ${file}`),
    unknown,
  }
}

function different<T>(all: T[], key: (one: T) => string): T[] {
  return [...new Map(all.map((one) => [key(one), one])).values()]
}
