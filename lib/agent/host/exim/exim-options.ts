import { existsSync } from 'node:fs'
import { hostname } from 'node:os'
import { isIP } from 'node:net'
import { join } from 'node:path'
import { mustRun } from '../postfix/run-program.ts'

/** What an admin may say about an Exim; everything else is asked from `exim -bP`. */
export type EximOptions = {
  /** Exim itself; default: /usr/sbin/exim4, else /usr/sbin/exim. */
  program?: string
  /** The main log, a file that syslog writes, or `journald`; default: as log_file_path says. */
  log?: string | 'journald'
  /** The host part of `uid:NAME@HOST`; default: the machine's host name. */
  hostName?: string
}

/** A transport that speaks SMTP to other hosts. `bindAddress`: its `interface`, where that is one plain address. */
export type RemoteTransport = { name: string; bindAddress: string | null }

/** An Exim as its own `-bP` describes it. */
export type EximInstance = {
  program: string
  version: string
  spoolFolder: string
  log: string | 'journald' | null
  /** The log is the file that log_file_path names, which nobody else writes to. */
  ownsLog: boolean
  hostName: string
  zone: 'local' | 'utc'
  logSelector: string
  remoteTransports: RemoteTransport[]
}

const PROGRAMS = ['/usr/sbin/exim4', '/usr/sbin/exim', '/usr/exim/bin/exim']
const NAMES = ['spool_directory', 'log_file_path', 'timezone', 'log_selector', 'log_timezone']

/** Asks `exim -bP` how it is laid out. Throws a sentence for the admin when there is none or it cannot be followed. */
export async function describeExim(options: EximOptions = {}): Promise<EximInstance> {
  const program = options.program ?? PROGRAMS.find((path) => existsSync(path))
  if (program === undefined) throw new Error(`there is no Exim at ${PROGRAMS.join(', ')}: name it by the option program`)
  const values = readSettings(await mustRun(program, ['-bP', ...NAMES], { timeoutMs: 20_000 }))
  const spoolFolder = values.get('spool_directory')
  if (!spoolFolder) throw new Error(`${program} -bP does not tell spool_directory: is it run by root?`)

  return {
    program,
    version: readVersion(await mustRun(program, ['-bV'], { timeoutMs: 20_000 })),
    spoolFolder,
    log: options.log ?? mainLogOf(values.get('log_file_path') ?? '', spoolFolder),
    ownsLog: options.log === undefined,
    hostName: (options.hostName ?? hostname()).toLowerCase(),
    zone: readZone(values.get('timezone') ?? '', values.has('log_timezone')),
    logSelector: values.get('log_selector') ?? '',
    remoteTransports: readTransports(await mustRun(program, ['-bP', 'transports'], { timeoutMs: 20_000 })),
  }
}

/** Lines of `-bP`: `name = value`, or a bare `name` / `no_name` for what is on or off. */
export function readSettings(text: string): Map<string, string> {
  const settings = new Map<string, string>()
  for (const line of text.split('\n')) {
    const [, name, value] = /^([a-z][a-z0-9_]*)(?: = ?(.*))?$/.exec(line) ?? []
    if (name !== undefined && !name.startsWith('no_')) settings.set(name, value?.trim() ?? '')
  }
  return settings
}

/**
 * Where log_file_path puts the main log: a list of files and `syslog`, `%s` standing for `main`. Null when there is no
 * file, or its name has a date in it, so that nobody knows tomorrow's: then the admin names the log.
 */
export function mainLogOf(logFilePath: string, spoolFolder: string): string | null {
  const places = logFilePath.split(':').map((place) => place.trim()).filter((place) => place !== '')
  if (places.length === 0) return join(spoolFolder, 'log', 'mainlog')
  const file = places.find((place) => place.startsWith('/'))
  if (file === undefined || /%[DM]/.test(file)) return null
  return file.replace('%s', 'main')
}

function readZone(timezone: string, isLogged: boolean): 'local' | 'utc' {
  if (isLogged || timezone === '') return 'local'
  if (/^(UTC|GMT|Etc\/UTC)$/i.test(timezone)) return 'utc'
  if (timezone === process.env.TZ || timezone === Intl.DateTimeFormat().resolvedOptions().timeZone) return 'local'
  throw new Error(`Exim writes its log in the time zone ${timezone}, and this machine has another: set log_timezone = true`)
}

function readVersion(text: string): string {
  return /^Exim version (\S+)/m.exec(text)?.[1] ?? ''
}

/** Blocks of `NAME transport:` with the options of each; those with the driver smtp. */
export function readTransports(text: string): RemoteTransport[] {
  return text.split(/^(?=\S+ transport:$)/m).flatMap((block) => {
    const name = /^(\S+) transport:$/m.exec(block)?.[1]
    const settings = readSettings(block)
    if (name === undefined || settings.get('driver') !== 'smtp') return []
    // A list, or a string that Exim expands for each mail, tells no single address.
    const bound = settings.get('interface') ?? ''
    return [{ name, bindAddress: isIP(bound) === 0 ? null : bound }]
  })
}
