import type { CureStep, Verdict } from '../configuration.ts'
import type { HostConfiguration } from '../host-configuration.ts'
import { liveMap, mapType } from '../postfix/map-type.ts'
import type { MasterOverride, MasterService } from '../postfix/parse-master.ts'
import { isOfPlesk, isYes, settingOf, smtpServices, type PostfixHost } from '../postfix/postfix-host.ts'
import { RESTRICTION_LISTS, restrictionsOf } from '../postfix/restrictions.ts'
import { fail, lineAt, pass, unknown } from '../report-verdicts.ts'
import { rewritesPostfix } from '../rewritten-by.ts'
import { say } from '../sentences.ts'

const ID = 'lock-hidden-by-master'

/** A service that sets a restriction list of its own does not see the lock in main.cf. */
export function lockHiddenByMaster(host: HostConfiguration): Verdict[] {
  return host.postfixes.flatMap((postfix) => {
    const { main, master } = postfix
    if (!main) return []
    const locked = RESTRICTION_LISTS.filter((list) => hasLock(restrictionsOf(postfix, list)))
    if (locked.length === 0) return []
    if (!master) return [unknown(ID, main.file, say('unclear-missing', { path: `${postfix.folder}/master.cf` }))]
    return smtpServices(postfix).flatMap((service) => ofService(host, postfix, service, locked))
  })
}

function hasLock(restrictions: string[]): boolean {
  return restrictions.includes('check_sasl_access')
}

function ofService({ files }: HostConfiguration, postfix: PostfixHost, service: MasterService, locked: string[]): Verdict[] {
  const file = (postfix.master as { file: string }).file
  const login = settingOf(postfix, 'smtpd_sasl_auth_enable', service)
  if (isYes(login?.text) === false) return []
  if (RESTRICTION_LISTS.some((list) => hasLock(restrictionsOf(postfix, list, service)))) return [pass(ID, file)]
  const override = service.overrides.find(({ name }) => locked.includes(name)) as MasterOverride
  const map = liveMapOf(postfix, override.name)
  return [fail(files, {
    id: ID,
    at: { file, line: override.line },
    message: say('lock-hidden', { name: service.name, list: override.name }),
    steps: [cureOverride(files, file, override, map)],
    then: ['postfix reload'],
    source: say('source-lock-hidden'),
    rewrittenBy: rewritesPostfix(isOfPlesk(postfix), file),
  })]
}

function liveMapOf(postfix: PostfixHost, list: string): string {
  const restrictions = restrictionsOf(postfix, list)
  const map = restrictions[restrictions.indexOf('check_sasl_access') + 1] ?? ''
  return mapType(map) === 'live' && !/\s/.test(map) ? map : liveMap(map).map
}

function cureOverride(files: HostConfiguration['files'], file: string, override: MasterOverride, map: string): CureStep {
  const old = override.value
  const line = lineAt(files, { file, line: override.line })
  const head = line.slice(0, Math.max(line.indexOf('-o'), 0))
  const items = old.includes('{') || /\s/.test(old) ? undefined : ['check_sasl_access', map, ...(old === '' ? [] : [old])].join(',')
  const text = items === undefined ? `-o { ${override.name} = check_sasl_access ${map}${old === '' ? '' : `, ${old}`} }` : `-o ${override.name}=${items}`
  const tail = override.line === override.lastLine ? tailOf(line, override) : ''
  return { kind: 'lines', file, line: override.line, removed: override.lastLine - override.line + 1, lines: [`${head}${text}${tail}`] }
}

/** What stands behind the override in the same line, further overrides mostly. */
function tailOf(line: string, { name }: MasterOverride): string {
  const from = line.indexOf(name)
  const long = /^\s*-o\s*\{/.test(line.slice(line.lastIndexOf('-o', from)))
  const rest = line.slice(from)
  const end = long ? rest.indexOf('}') + 1 : /\s/.exec(rest)?.index
  return end === undefined || end <= 0 ? '' : rest.slice(end).trimEnd()
}
