import { readFileSync } from 'node:fs'
import { access, constants } from 'node:fs/promises'
import { join } from 'node:path'
import { followHostLog } from '../../logs/follow-host-log.ts'
import { eximEvents } from '../../logs/exim-events.ts'
import type { MailHost } from '../mail-host.ts'
import { readUserNames } from '../read-user-names.ts'
import { describeExim, type EximInstance, type EximOptions } from './exim-options.ts'
import { countSpool, findInSpool, readSpoolHeaders, type SpoolSource } from './list-spool.ts'
import { parseSpoolHeader } from './read-spool-header.ts'
import { traceExim } from './trace-exim.ts'

/**
 * Exim as a `MailHost`, as far as reading goes: log, where a mail is, queue, headers. It neither locks nor moves mail, and says so by
 * its capabilities; the agent and the desk leave both alone then.
 */
export async function createEximHost(options: EximOptions, now: () => Date = () => new Date()): Promise<MailHost> {
  const instance = await describeExim(options)
  const { accountOfUser } = readUserNames(instance.hostName)
  const source: SpoolSource = { instance, accountOfUser, now }
  const refuse = (what: string) => async (): Promise<never> => {
    throw new Error(`${what} is not possible on an Exim host yet`)
  }

  return {
    kind: 'exim',
    capabilities: { locks: false, locksOpenSessions: false, hasDoor: false, watches: 'account', movesOutOfQueue: false, quarantines: false },
    check: () => checkExim(instance),
    queue: () => countSpool(source),
    find: (query) => findInSpool(source, query),
    trace: (query, traceOptions) => traceExim(source, mustHaveLog(instance), query, traceOptions),
    readHeaders: (ids, names) => readSpoolHeaders(source, ids, names),
    quarantine: refuse('taking mail out of delivery'),
    release: refuse('releasing mail'),
    delete: refuse('deleting mail'),
    retry: refuse('trying mail again'),
    recover: refuse('finishing a move of mail'),
    setRelay: async (account, state) => {
      if (state !== 'open') throw new Error(`${account} cannot be ${state}: locking is not possible on an Exim host yet`)
    },
    // Nothing was ever locked by us.
    relay: async () => 'open',
    restrictedAccounts: async () => new Map(),
    setDoor: async () => {},
    follow: async (from, take, signal) => {
      // Read anew at each start of following: transports may have changed since.
      const read = eximEvents(eventsOptions(await describeExim(options), accountOfUser, now)).read
      await followHostLog({ log: mustHaveLog(instance), read, from, take, signal })
    },
  }
}

function eventsOptions(instance: EximInstance, accountOfUser: (user: string) => string, now: () => Date): Parameters<typeof eximEvents>[0] {
  const bound = new Map(instance.remoteTransports.map(({ name, bindAddress }) => [name, bindAddress]))
  return {
    accountOfUser,
    remoteTransports: new Set(bound.keys()),
    bindAddressOf: (transport) => bound.get(transport) ?? null,
    recipientsOf: (id) => readRecipientsTotal(instance.spoolFolder, id),
    zone: instance.zone,
    ownsLog: instance.ownsLog,
    now,
  }
}

/** In `input`, or with split_spool_directory in the folder of the id's sixth character. */
function readRecipientsTotal(spoolFolder: string, id: string): number | null {
  for (const folder of [id[5] ?? '', '']) {
    try {
      return parseSpoolHeader(readFileSync(join(spoolFolder, 'input', folder, `${id}-H`), 'latin1'))?.recipientsTotal ?? null
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return null
    }
  }
  return null
}

async function checkExim(instance: EximInstance): Promise<{ mtaVersion: string | null }> {
  await mustBeReadable(instance.spoolFolder, 'the spool')
  const log = mustHaveLog(instance)
  // A log that nobody has written to yet is not there yet; its folder must be.
  if (log !== 'journald') await mustBeReadable(join(log, '..'), 'the folder of the log')
  return { mtaVersion: instance.version === '' ? null : instance.version }
}

function mustHaveLog({ log }: EximInstance): string {
  if (log === null) throw new Error('Exim writes to syslog alone or to a log with a date in its name: name the log by the option log')
  return log
}

async function mustBeReadable(path: string, what: string): Promise<void> {
  await access(path, constants.R_OK).catch((cause: unknown) => {
    throw new Error(`${what} at ${path} cannot be read`, { cause })
  })
}
