import type { Place } from '../configuration.ts'
import type { MasterService } from './parse-master.ts'
import { expandFor, settingOf, type PostfixHost } from './postfix-host.ts'

export const RESTRICTION_LISTS = [
  'smtpd_client_restrictions', 'smtpd_helo_restrictions', 'smtpd_sender_restrictions', 'smtpd_relay_restrictions', 'smtpd_recipient_restrictions',
  'smtpd_data_restrictions', 'smtpd_end_of_data_restrictions', 'smtpd_etrn_restrictions',
]

const DEPTH_MAX = 10
const ITEMS_MAX = 5_000
const MAPS_MAX = 100

/** The restrictions of a list as a service finds them, classes put in. */
export function restrictionsOf(host: PostfixHost, list: string, service?: MasterService): string[] {
  const text = settingOf(host, list, service)?.text
  return text === undefined ? [] : withClasses(host, splitList(text), service, { items: ITEMS_MAX }, 0)
}

/** Splits at blanks and commas, but not inside of braces. */
export function splitList(text: string): string[] {
  return tokensOf(text).map(({ text: token }) => token)
}

export function tokensOf(text: string): { text: string; at: number }[] {
  const tokens: { text: string; at: number }[] = []
  let begin = -1
  let depth = 0
  for (let at = 0; at <= text.length && tokens.length < ITEMS_MAX; at++) {
    const sign = text[at]
    if (sign === undefined || (depth === 0 && /[\s,]/.test(sign))) {
      if (begin >= 0) tokens.push({ text: text.slice(begin, at), at: begin })
      begin = -1
      continue
    }
    if (begin < 0) begin = at
    if (sign === '{') depth++
    if (sign === '}') depth = Math.max(depth - 1, 0)
  }
  return tokens
}

/** `budget`: a class may name itself, and that many times. */
function withClasses(host: PostfixHost, tokens: string[], service: MasterService | undefined, budget: { items: number }, depth: number): string[] {
  const classes = new Set(splitList(settingOf(host, 'smtpd_restriction_classes', service)?.text ?? ''))
  if (classes.size === 0 || depth > DEPTH_MAX) return tokens
  return tokens.flatMap((token) => {
    if (!classes.has(token)) return [token]
    if (--budget.items < 0) return []
    const inside = splitList(settingOf(host, token, service)?.text ?? '')
    budget.items -= inside.length
    return withClasses(host, inside, service, budget, depth + 1)
  })
}

/** A map by which accounts are locked, and where it is written. */
export interface AccountMap extends Place {
  /** As it is written in that line. */
  raw: string
  /** With variables put in: `type:name`. */
  map: string
}

/** Every `check_sasl_access` that some service may come to, with the line its map is written in. */
export function accountMaps(host: PostfixHost): AccountMap[] {
  const found: AccountMap[] = []
  const seen = new Set<string>()
  const visitMain = (name: string, depth: number) => {
    const parameter = host.main?.parameters.get(name)
    if (!parameter || !host.main || seen.has(name) || depth > DEPTH_MAX) return
    seen.add(name)
    found.push(...mapsIn(host, host.main.file, parameter.physical.map(({ text, line }) => ({ text, line })), undefined))
    for (const next of namesIn(parameter.value)) visitMain(next, depth + 1)
  }
  for (const list of RESTRICTION_LISTS) visitMain(list, 0)
  for (const service of host.master?.services ?? []) {
    for (const override of service.overrides.filter(({ name }) => RESTRICTION_LISTS.includes(name))) {
      const lines = service.physical.filter(({ line }) => line >= override.line && line <= override.lastLine)
      found.push(...mapsIn(host, (host.master as { file: string }).file, lines, service))
      for (const next of namesIn(override.value)) visitMain(next, 1)
    }
  }
  return found
}

/** Names of parameters and of restriction classes that a value may lead to. */
function namesIn(value: string): string[] {
  return [...new Set(value.slice(0, 65_536).match(/[A-Za-z_]\w*/g) ?? [])].filter((name) => !RESTRICTION_LISTS.includes(name))
}

/** The word behind `check_sasl_access` is its map; it may stand in the next line. */
function mapsIn(host: PostfixHost, file: string, lines: { text: string; line: number }[], service: MasterService | undefined): AccountMap[] {
  const found: AccountMap[] = []
  let isNext = false
  for (const { text, line } of lines) {
    // In `name=check_sasl_access,…` the name is no part of the list; nor are the braces around it.
    const list = text.replace(/^(\s*(?:-o\s*)?\{?\s*\w+\s*=)|(.*\s-o\s*\{?\s*\w+\s*=)/, (head) => ' '.repeat(head.length))
    for (const { text: token } of tokensOf(list.replace(/\}\s*$/, (tail) => (balanced(list) ? tail : ' '.repeat(tail.length))))) {
      if (isNext && found.length < MAPS_MAX) found.push({ file, line, raw: token, map: expandFor(host, token, service) })
      isNext = token === 'check_sasl_access'
    }
  }
  return found
}

function balanced(text: string): boolean {
  return (text.match(/\{/g) ?? []).length === (text.match(/\}/g) ?? []).length
}
