import type { CureStep, Verdict } from '../configuration.ts'
import type { HostConfiguration } from '../host-configuration.ts'
import type { MasterService } from '../postfix/parse-master.ts'
import { isOfPlesk, isYes, listensAt, settingOf, smtpServices, type PostfixHost, type Setting } from '../postfix/postfix-host.ts'
import { restrictionsOf, splitList } from '../postfix/restrictions.ts'
import { isLoopback } from '../ports.ts'
import { fail, pass } from '../report-verdicts.ts'
import { rewritesPostfix } from '../rewritten-by.ts'
import { say } from '../sentences.ts'

const ID = 'no-recipient-check'
const SOURCE = say('source-postfix-recipients')

/** What lets unknown recipients in: the line that does it, and how it is cured. */
interface Hole {
  setting: Setting
  message: string
  steps: CureStep[]
  words?: string
}

export function postfixRecipientCheck({ files, postfixes }: HostConfiguration): Verdict[] {
  return postfixes.flatMap((postfix) => {
    if (!postfix.main) return []
    const holes = portServices(postfix).flatMap((service) => holesOf(postfix, service))
    const different = [...new Map(holes.map((hole) => [`${hole.setting.file}:${hole.setting.line}`, hole])).values()]
    if (different.length === 0) return [pass(ID, postfix.main.file)]
    return different.map(({ setting, ...hole }) => fail(files, { id: ID, at: setting, ...hole, then: ['postfix reload'], source: SOURCE, rewrittenBy: rewritesPostfix(isOfPlesk(postfix), setting.file) }))
  })
}

/** Services that take mail from strangers. Without a master.cf: what main.cf says alone. */
function portServices(postfix: PostfixHost): (MasterService | undefined)[] {
  if (!postfix.master) return [undefined]
  const found = smtpServices(postfix).filter((service) => {
    const place = listensAt(service)
    return service.type === 'pass' || (place?.port === 25 && !isLoopback(place.address))
  })
  return found
}

function holesOf(postfix: PostfixHost, service: MasterService | undefined): Hole[] {
  const of = (name: string) => settingOf(postfix, name, service)
  const restrictions = [...restrictionsOf(postfix, 'smtpd_recipient_restrictions', service), ...restrictionsOf(postfix, 'smtpd_relay_restrictions', service)]
  if (restrictions.includes('reject_unverified_recipient') || isForUsersOnly(restrictions)) return []
  const unlisted = of('smtpd_reject_unlisted_recipient')
  const isUnlistedRefused = isYes(unlisted?.text) !== false || restrictions.includes('reject_unlisted_recipient')
  if (unlisted && !isUnlistedRefused) {
    return [{ setting: unlisted, message: say('recipients-unlisted'), steps: [replaced(postfix, unlisted, 'smtpd_reject_unlisted_recipient', 'yes')] }]
  }
  return [localHole(postfix, service), relayHole(postfix, service), virtualHole(postfix, service)].filter((hole) => hole !== undefined)
}

/** Who is not logged in or of our networks gets no further than `reject`: no stranger's mail comes in here. */
function isForUsersOnly(restrictions: string[]): boolean {
  const open = restrictions.findIndex((each) => ['permit', 'permit_auth_destination', 'reject_unauth_destination', 'defer_unauth_destination'].includes(each))
  const reject = restrictions.indexOf('reject')
  return reject >= 0 && (open < 0 || reject < open)
}

function localHole(postfix: PostfixHost, service: MasterService | undefined): Hole | undefined {
  const maps = settingOf(postfix, 'local_recipient_maps', service)
  if (!maps || maps.text !== '') return undefined
  if (settingOf(postfix, 'luser_relay', service)?.text) return undefined
  const domains = settingOf(postfix, 'mydestination', service)
  const real = splitList(domains?.text ?? 'the name of this host'.replaceAll(' ', '-')).filter((each) => !/^localhost(\.|$)|^$/.test(each))
  if (real.length === 0) return undefined
  return {
    setting: maps,
    message: say('recipients-local'),
    steps: [replaced(postfix, maps, 'local_recipient_maps', 'proxy:unix:passwd.byname $alias_maps')],
  }
}

function relayHole(postfix: PostfixHost, service: MasterService | undefined): Hole | undefined {
  const domains = settingOf(postfix, 'relay_domains', service)
  if (!domains || settingOf(postfix, 'relay_recipient_maps', service)?.text) return undefined
  const own = new Set(splitList(settingOf(postfix, 'mydestination', service)?.text ?? ''))
  const relayed = splitList(domains.raw).filter((each) => each !== '$mydestination' && each !== '${mydestination}').flatMap((each) => splitList(each.startsWith('$') ? domains.text : each))
  if (relayed.filter((each) => !own.has(each) && each !== '').length === 0) return undefined
  const list = '/etc/postfix/relay_recipients'
  const maps = settingOf(postfix, 'relay_recipient_maps', service)
  const line = `relay_recipient_maps = lmdb:${list}`
  return {
    setting: maps ?? domains,
    message: say('recipients-relay'),
    steps: [maps ? replaced(postfix, maps, 'relay_recipient_maps', `lmdb:${list}`) : behind(postfix, domains, line)],
    words: say('recipients-relay-cure', { list }),
  }
}

function virtualHole(postfix: PostfixHost, service: MasterService | undefined): Hole | undefined {
  const domains = settingOf(postfix, 'virtual_mailbox_domains', service)
  const maps = settingOf(postfix, 'virtual_mailbox_maps', service)
  if (!domains?.text || maps?.text) return undefined
  const list = '/etc/postfix/vmailbox'
  return {
    setting: maps ?? domains,
    message: say('recipients-virtual'),
    steps: [maps ? replaced(postfix, maps, 'virtual_mailbox_maps', `lmdb:${list}`) : behind(postfix, domains, `virtual_mailbox_maps = lmdb:${list}`)],
    words: say('recipients-virtual-cure', { list }),
  }
}

/** The line that sets it, with another value; in master.cf the override is taken away, so that main.cf counts. */
function replaced(postfix: PostfixHost, { file, line, by }: Setting, name: string, value: string): CureStep {
  if (by === 'master') {
    const service = postfix.master?.services.find((each) => each.overrides.some((own) => own.name === name && own.line === line))
    const own = service?.overrides.find((each) => each.name === name && each.line === line)
    const text = service?.physical.find((each) => each.line === line)?.text ?? ''
    const rest = text.replace(new RegExp(`-o\\s*(\\{\\s*)?${name}\\s*=[^\\s}]*(\\s*\\})?\\s?`), '')
    return { kind: 'lines', file, line, removed: (own?.lastLine ?? line) - line + 1, lines: rest.trim() === '' ? [] : [rest.trimEnd()] }
  }
  const lastLine = postfix.main?.parameters.get(name)?.lastLine ?? line
  return { kind: 'lines', file, line, removed: lastLine - line + 1, lines: [`${name} = ${value}`] }
}

function behind(postfix: PostfixHost, { file, line, by }: Setting, text: string): CureStep {
  const main = postfix.main as { file: string; text: string; parameters: Map<string, { line: number; lastLine: number }> }
  if (by === 'master') return { kind: 'lines', file: main.file, line: 1, removed: 0, lines: [text] }
  const last = [...main.parameters.values()].find((each) => each.line === line)?.lastLine ?? line
  return { kind: 'lines', file, line: last + 1, removed: 0, lines: [text] }
}
