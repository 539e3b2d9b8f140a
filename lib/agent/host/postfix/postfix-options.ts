import { hostname } from 'node:os'
import { join } from 'node:path'
import { mustRun } from './run-program.ts'

/** What an admin may say about a Postfix instance; everything else is asked from `postconf`. */
export type PostfixOptions = {
  /** As for `postfix -c`; default: the instance of the machine. */
  configDirectory?: string
  /** The log to follow, `journald` for a host without a log file; default: `maillog_file`, else what exists. */
  log?: string | 'journald'
  /** The host part of `uid:NAME@HOST`; default: the machine's host name. */
  hostName?: string
  /** Folder of postqueue, postsuper, postmap and postconf; default: `command_directory` by way of PATH. */
  programs?: string
  /** Folder of the lock map and the door map; default: the configuration folder. */
  mapFolder?: string
}

/** A Postfix instance as its own `postconf` describes it. Times in seconds. */
export type PostfixInstance = {
  configDirectory: string
  queueDirectory: string
  hashQueueNames: string[]
  hashQueueDepth: number
  maximalQueueLifetimeSeconds: number
  maillogFile: string
  syslogName: string
  version: string
  hostName: string
  /** The file without its ending; the map itself is `${lockMap}.lmdb`. */
  lockMap: string
  doorMap: string
  log: string | 'journald' | null
  run: Record<'postfix' | 'postqueue' | 'postsuper' | 'postmap' | 'postconf' | 'postkick', string>
}

const NAMES = [
  'config_directory', 'queue_directory', 'hash_queue_names', 'hash_queue_depth', 'maximal_queue_lifetime',
  'maillog_file', 'syslog_name', 'mail_version', 'command_directory',
]

/** Asks `postconf` how the instance is laid out. Throws when there is none. */
export async function describePostfix(options: PostfixOptions = {}): Promise<PostfixInstance> {
  const postconf = options.programs ? join(options.programs, 'postconf') : 'postconf'
  const config = options.configDirectory ? ['-c', options.configDirectory] : []
  const value = readParameters(await mustRun(postconf, [...config, '-x', ...NAMES], { timeoutMs: 20_000 }))
  const configDirectory = options.configDirectory ?? value('config_directory')
  const folder = options.programs ?? value('command_directory')
  const mapFolder = options.mapFolder ?? configDirectory

  return {
    configDirectory,
    queueDirectory: value('queue_directory'),
    hashQueueNames: value('hash_queue_names').split(/[\s,]+/).filter((name) => name !== ''),
    hashQueueDepth: Number(value('hash_queue_depth')),
    maximalQueueLifetimeSeconds: readSeconds(value('maximal_queue_lifetime'), 'd'),
    maillogFile: value('maillog_file'),
    syslogName: value('syslog_name'),
    version: value('mail_version'),
    hostName: (options.hostName ?? hostname()).toLowerCase(),
    lockMap: join(mapFolder, 'relayward_accounts'),
    doorMap: join(mapFolder, 'relayward_door'),
    log: options.log ?? (value('maillog_file') === '' ? null : value('maillog_file')),
    run: {
      postqueue: join(folder, 'postqueue'),
      postsuper: join(folder, 'postsuper'),
      postmap: join(folder, 'postmap'),
      postconf: join(folder, 'postconf'),
      postkick: join(folder, 'postkick'),
      postfix: join(folder, 'postfix'),
    },
  }
}

/** `-c FOLDER` for every program of the instance. */
export function configArguments(instance: PostfixInstance): string[] {
  return ['-c', instance.configDirectory]
}

const SECONDS: Record<string, number> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 }

/** Reads a Postfix time value (`5d`, `300s`, a bare number in `unit`); postconf(5). */
export function readSeconds(text: string, unit: string): number {
  const [, number, letter] = /^(\d+)\s*([smhdw])?$/.exec(text.trim()) ?? []
  if (number === undefined) throw new Error(`not a time value of Postfix: ${text}`)
  return Number(number) * (SECONDS[letter ?? unit] ?? 1)
}

/** Parses the lines `name = value` of postconf. Asking for a name that was not printed is an error. */
export function readParameters(text: string): (name: string) => string {
  const values = new Map<string, string>()
  for (const line of text.split('\n')) {
    const at = line.indexOf('=')
    if (at > 0) values.set(line.slice(0, at).trim(), line.slice(at + 1).trim())
  }
  return (name) => {
    const value = values.get(name)
    if (value === undefined) throw new Error(`postconf does not tell ${name}`)
    return value
  }
}
