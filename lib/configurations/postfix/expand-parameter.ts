/** What Postfix takes where main.cf says nothing; only those that matter here. */
const DEFAULTS: Record<string, string> = {
  mydestination: '$myhostname, localhost.$mydomain, localhost',
  local_recipient_maps: 'proxy:unix:passwd.byname $alias_maps',
  relay_domains: '',
  relay_recipient_maps: '',
  virtual_mailbox_maps: '',
  virtual_mailbox_domains: '$virtual_mailbox_maps',
  data_directory: '/var/lib/postfix',
  queue_directory: '/var/spool/postfix',
}

const TEXT_MAX = 65_536
const STEPS_MAX = 5_000

/** How a parameter is looked up: what is set, or undefined. */
export type Lookup = (name: string) => string | undefined

/** Replaces `$name`, `${name}`, `$(name)`, `${name?text}`, `${name:text}` and comparisons, as postconf(5) says. */
export function expandParameter(value: string, lookup: Lookup): string {
  return expand(value, lookup, { steps: STEPS_MAX }, [])
}

function expand(value: string, lookup: Lookup, budget: { steps: number }, above: string[]): string {
  let out = ''
  for (let at = 0; at < value.length && out.length < TEXT_MAX; at++) {
    const sign = value[at] as string
    if (sign !== '$') {
      out += sign
      continue
    }
    if (--budget.steps < 0) return out
    const next = value[at + 1]
    if (next === '$') {
      out += '$'
      at++
    } else if (next === '{' || next === '(') {
      const end = closing(value, at + 1)
      out += ofBraces(value.slice(at + 2, end), lookup, budget, above)
      at = end
    } else {
      const name = /^\w+/.exec(value.slice(at + 1, at + 200))?.[0] ?? ''
      out += name === '' ? '$' : ofName(name, lookup, budget, above)
      at += name.length
    }
  }
  return out.slice(0, TEXT_MAX)
}

function closing(value: string, from: number): number {
  const open = value[from] as string
  const close = open === '{' ? '}' : ')'
  let depth = 0
  for (let at = from; at < value.length; at++) {
    if (value[at] === open) depth++
    if (value[at] === close && --depth === 0) return at
  }
  return value.length
}

function ofName(name: string, lookup: Lookup, budget: { steps: number }, above: string[]): string {
  const value = lookup(name) ?? (Object.hasOwn(DEFAULTS, name) ? DEFAULTS[name] : undefined)
  return value === undefined || above.includes(name) || above.length > 30 ? '' : expand(value, lookup, budget, [...above, name])
}

function ofBraces(inner: string, lookup: Lookup, budget: { steps: number }, above: string[]): string {
  const comparison = /^\s*\{([^{}]*)\}\s*(==|!=|<=|>=|<|>)\s*\{([^{}]*)\}\s*([?:])/.exec(inner)
  const match = comparison ?? /^(\w+)\s*([?:])?/.exec(inner)
  if (!match) return ''
  const rest = inner.slice(match[0].length)
  if (comparison) {
    const [, one, sign, other, mark] = comparison as unknown as [string, string, string, string, string]
    const holds = compare(expand(one, lookup, budget, above).trim(), sign, expand(other, lookup, budget, above).trim())
    return chosen(rest, mark, holds, lookup, budget, above)
  }
  const [, name, mark] = match as unknown as [string, string, string | undefined]
  const value = ofName(name, lookup, budget, above)
  return mark === undefined ? value : chosen(rest, mark, value !== '', lookup, budget, above, value)
}

/** `?text` when it holds, `:text` when not (and the value itself when it does), `?{one}:{other}` for both. */
function chosen(rest: string, mark: string, holds: boolean, lookup: Lookup, budget: { steps: number }, above: string[], value = ''): string {
  const braces = /^\s*\{/.exec(rest)
  const end = braces ? closing(rest, braces[0].length - 1) : rest.length
  const text = braces ? rest.slice(braces[0].length, end) : rest
  if (mark === ':') return holds ? value : expand(text, lookup, budget, above)
  if (holds) return expand(text, lookup, budget, above)
  const otherwise = /^\s*:\s*\{([\s\S]*)\}\s*$/.exec(rest.slice(end + 1))
  return otherwise ? expand(otherwise[1] as string, lookup, budget, above) : ''
}

function compare(one: string, sign: string, other: string): boolean {
  const numbers = /^\d+$/.test(one) && /^\d+$/.test(other)
  const order = numbers ? Number(one) - Number(other) : one < other ? -1 : one > other ? 1 : 0
  return { '==': order === 0, '!=': order !== 0, '<=': order <= 0, '>=': order >= 0, '<': order < 0, '>': order > 0 }[sign] ?? false
}
