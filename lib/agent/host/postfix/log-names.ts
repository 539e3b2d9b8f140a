import { configArguments, type PostfixInstance } from './postfix-options.ts'
import { readMasterConfiguration } from './read-configuration.ts'
import { mustRun } from './run-program.ts'

/** The address that the services of a syslog name send from to receivers of a family; null where nobody can tell. */
export type BindAddressOf = (syslogName: string, family: 4 | 6) => string | null
/** What the services of master.cf are called in the log, and where they send from. */
export type LogNames = { names: ReadonlySet<string>; bindAddressOf: BindAddressOf }

type Bound = Record<4 | 6, string | null>
const NAMES = { 4: 'smtp_bind_address', 6: 'smtp_bind_address6' } as const

/**
 * Which address each smtp(8) service of master.cf binds to (smtp_bind_address, its own or main.cf's), by the name it
 * has in the log (syslog_name). Of two services that share a name and bind to different addresses none is told.
 */
export async function readLogNames(instance: PostfixInstance): Promise<LogNames> {
  const ask = (args: string[]) => mustRun(instance.run.postconf, [...configArguments(instance), ...args], { timeoutMs: 20_000 })
  const [main, services, overrides] = await Promise.all([ask(['-x', 'syslog_name', NAMES[4], NAMES[6]]), ask(['-M']), ask(['-P', '-x'])])
  return logNamesOf({ main, services, overrides })
}

/** The same from what postconf prints of main.cf, of the services (`-M`) and of their parameters (`-P`). Pure. */
export function logNamesOf({ main, services, overrides }: { main: string; services: string; overrides: string }): LogNames {
  const ofMain = readPairs(main)
  const ofService = readPairs(overrides)
  const bound = new Map<string, Bound>()
  const names = new Set<string>()

  for (const { name, type, command } of readMasterConfiguration(services)) {
    const value = (parameter: string) => ofService.get(`${name}/${type}/${parameter}`) ?? ofMain.get(parameter) ?? ''
    const syslogName = value('syslog_name').replaceAll(/\$\{?service_name\}?/g, name)
    names.add(syslogName)
    if (command !== 'smtp') continue
    const addresses: Bound = { 4: plain(value(NAMES[4])), 6: plain(value(NAMES[6])) }
    const known = bound.get(syslogName)
    bound.set(syslogName, known ? { 4: same(known[4], addresses[4]), 6: same(known[6], addresses[6]) } : addresses)
  }
  return { names, bindAddressOf: (syslogName, family) => bound.get(syslogName)?.[family] ?? null }
}

function readPairs(text: string): Map<string, string> {
  const pairs = new Map<string, string>()
  for (const line of text.split('\n')) {
    const [, name, value] = /^\s*(\S+?)\s*=\s*(.*)$/.exec(line) ?? []
    if (name !== undefined && value !== undefined) pairs.set(name, value.trim())
  }
  return pairs
}

/** An address in brackets is the same one (postconf(5)); a macro that was not expanded is none. */
function plain(value: string): string | null {
  const address = value.replace(/^\[(.*)\]$/, '$1')
  return /^[0-9a-fA-F:.]+$/.test(address) ? address : null
}

function same(one: string | null, other: string | null): string | null {
  return one === other ? one : null
}
