import type { Verdict } from '../configuration.ts'
import { eximList, type EximAcl, type EximCondition, type EximConfiguration, type EximStatement } from '../exim/parse-exim.ts'
import type { HostConfiguration } from '../host-configuration.ts'
import { fail, pass, unknown } from '../report-verdicts.ts'
import { rewritesOf } from './exim-smtps.ts'
import { say } from '../sentences.ts'

const ID = 'no-recipient-check'

/** An ACL for RCPT must ask whether the recipient is there before it accepts what a stranger sends. */
export function eximRecipientCheck({ files, exims }: HostConfiguration): Verdict[] {
  return exims.flatMap((exim) => {
    const option = exim.options.get('acl_smtp_rcpt')
    // Without an ACL Exim refuses every recipient.
    if (!option) return exim.unread.length > 0 ? [unknown(ID, exim.file, say('unclear-missing', { path: exim.unread[0] ?? '' }))] : []
    const acl = exim.acls.get(option.value)
    if (!acl) return [unknown(ID, option.file, option.value.includes('$') ? say('unclear-acl-for-each') : say('unclear-acl-missing', { acl: option.value }))]
    const fate = fateOf(exim, acl, new Map())
    if (fate === 'unclear') return [unknown(ID, acl.file, say('unclear-acl-own-way'))]
    if (fate !== 'open') return [pass(ID, acl.file)]
    return [fail(files, {
      id: ID,
      at: acl,
      message: say('recipients-exim'),
      steps: [{ kind: 'lines', file: acl.file, line: acl.line + 1, removed: 0, lines: ['  require verify = recipient'] }],
      source: say('source-exim-recipients'),
      rewrittenBy: rewritesOf(files, acl.file),
    })]
  })
}

/** `open`: a stranger's mail for anybody is accepted. `checked`: recipients are asked for first. `ended`: neither. */
type Fate = 'open' | 'checked' | 'unclear' | 'ended'

/** `known`: the fates of ACLs that were gone through; one that calls itself adds nothing. */
function fateOf(exim: EximConfiguration, acl: EximAcl, known: Map<EximAcl, Fate>): Fate {
  const before = known.get(acl)
  if (before) return before
  known.set(acl, 'ended')
  const fate = goThrough(exim, acl, known)
  known.set(acl, fate)
  return fate
}

function goThrough(exim: EximConfiguration, { statements }: EximAcl, known: Map<EximAcl, Fate>): Fate {
  let isUnclear = false
  for (const statement of statements) {
    const { verb, conditions } = statement
    const called = conditions.filter(({ name, isNegated }) => name === 'acl' && !isNegated).map(({ value }) => exim.acls.get(value.split(/\s/)[0] as string))
    const inner = called.map((acl) => (acl ? fateOf(exim, acl, known) : 'unclear'))
    if (refusesUnknown(statement) || ((verb === 'require' || verb === 'accept') && inner.includes('checked'))) return 'checked'
    if (inner.includes('unclear') || knowsRecipients(statement)) isUnclear = true
    if (verb === 'accept' && isForStrangers(statement)) return isUnclear ? 'unclear' : 'open'
  }
  return 'ended'
}

const REFUSES = new Set(['deny', 'drop', 'defer'])

function refusesUnknown({ verb, conditions }: EximStatement): boolean {
  const verify = conditions.find(asksForRecipient)
  if (!verify) return false
  if (verb === 'require') return !verify.isNegated
  if (REFUSES.has(verb)) return verify.isNegated
  // Behind endpass a condition that does not hold refuses.
  return verb === 'accept' && !verify.isNegated
}

function asksForRecipient({ name, value }: EximCondition): boolean {
  return name === 'verify' && /^recipient\b/.test(value)
}

/** Lists of recipients or lookups by them may be a check of another kind. */
function knowsRecipients({ verb, conditions }: EximStatement): boolean {
  if (verb === 'warn') return false
  return conditions.some(({ name, value }) => (name === 'recipients' && !/^postmaster\b|^abuse\b/.test(value)) || (name === 'condition' && /\$\{?(local_part|acl_verify|recipients|domain)/.test(value) && /lookup|exists|match/.test(value)) || (name === 'local_parts' && /lookup|search|dsearch|[\w]+;/.test(value)))
}

const OWN = new Set(['authenticated', 'acl', 'encrypted', 'recipients'])

/** Does this `accept` take what anybody sends to more than a few addresses? */
function isForStrangers({ conditions }: EximStatement): boolean {
  if (conditions.some(({ name, isNegated }) => OWN.has(name) && !isNegated)) return false
  if (conditions.some(({ name, value, isNegated }) => name === 'hosts' && !isNegated && !isEverybody(value))) return false
  return !conditions.some(({ name, isNegated, value }) => (name === 'local_parts' && !isNegated && /postmaster|abuse/.test(value)) || (name === 'senders' && !isNegated))
}

function isEverybody(hosts: string): boolean {
  return eximList(hosts).includes('*') || hosts.trim() === '*'
}
