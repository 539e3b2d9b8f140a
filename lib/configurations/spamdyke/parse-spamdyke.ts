import { linesOf } from '../lines.ts'

/** A line `name=value`; `value` is null where there is no equals sign. */
export interface SpamdykeDirective {
  name: string
  value: string | null
  line: number
}

/** Reads a configuration file as spamdyke does: blanks around the sign do not matter, names in any case, no quotes, no comments behind a value. */
export function parseSpamdyke(text: string): SpamdykeDirective[] {
  return linesOf(text).flatMap((raw, index) => {
    const line = raw.trim()
    if (line === '' || line.startsWith('#')) return []
    const at = line.indexOf('=')
    const name = (at < 0 ? line : line.slice(0, at)).trim().toLowerCase()
    return [{ name: name.split(/\s/)[0] as string, value: at < 0 ? null : line.slice(at + 1).trim(), line: index + 1 }]
  })
}

const SPAMDYKE_NAMES = /^[ \t]*#?[ \t]*(tls-level|tls-certificate-file|smtp-auth-level|reject-empty-rdns|reject-unresolvable-rdns|dns-blacklist-entry|graylist-level|idle-timeout-secs|greeting-delay-secs|local-domains-file|qmail-rcpthosts-file|ip-blacklist-file|sender-blacklist-file|filter-level|reject-sender|reject-recipient)\b/im

/** Does this look like a configuration file of spamdyke? */
export function isSpamdyke(text: string): boolean {
  return SPAMDYKE_NAMES.test(text) || /^[ \t]*log-level[ \t]*=/im.test(text)
}
