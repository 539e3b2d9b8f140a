import { postfixEvents } from '../../logs/postfix-events.ts'
import type { MailHost } from '../mail-host.ts'
import { checkPostfix } from './check-postfix.ts'
import { readDoor, writeDoor, DEFAULT_REFUSAL } from './door-map.ts'
import { findMessages, readHeaders } from './find-messages.ts'
import { followHostLog } from '../../logs/follow-host-log.ts'
import { readUserNames } from '../read-user-names.ts'
import { readLogNames, type LogNames } from './log-names.ts'
import { countQueue } from './list-queue.ts'
import { logMemory } from './log-memory.ts'
import { deleteMessages, quarantineMessages, releaseMessages, retryMessages, type MoveContext } from './move-messages.ts'
import type { Ours } from './ours.ts'
import { describePostfix, type PostfixOptions } from './postfix-options.ts'
import { recoverAct } from './recover-act.ts'
import { listRelays, queryRelay } from './relay-map.ts'
import { setRelay } from './set-relay.ts'
import { tracePostfix } from './trace-postfix.ts'

/**
 * Postfix as a `MailHost`. Our quarantine is Postfix's own hold together with `ours`, which says which holds are ours;
 * a hold of other hands is never touched (`not-ours`). Mail that a watch (`setRelay(account, 'watched')`) held counts
 * as ours by account and time, see `our-holds.ts`: `find` shows it in `hold` until `quarantine` records it, and
 * `release` gives it back without that.
 */
export async function createPostfixHost(
  options: PostfixOptions,
  ours: Ours,
  now: () => Date = () => new Date(),
): Promise<MailHost> {
  const instance = await describePostfix(options)
  const { accountOfUid, uidOf } = readUserNames(instance.hostName)
  let refusalText = (await readDoor(instance))?.refusalText ?? DEFAULT_REFUSAL
  const events = (logNames?: LogNames) =>
    postfixEvents({
      accountOfUid,
      isOurRefusal: (_account, text) => text.endsWith(`SASL login name rejected: ${refusalText}`),
      syslogName: instance.syslogName,
      serviceNames: logNames?.names,
      bindAddressOf: logNames?.bindAddressOf,
      now,
    })
  const reader = events()
  const memory = logMemory(instance.log === 'journald' ? null : instance.log, reader.read, reader.known)
  const context: MoveContext = { instance, ours, memory, now }

  return {
    kind: 'postfix',
    capabilities: { locks: true, quarantines: true, locksOpenSessions: true, hasDoor: true, watches: 'account', movesOutOfQueue: false },
    check: () => checkPostfix(instance),
    queue: () => countQueue(instance, ours),
    find: (query) => findMessages(context, query),
    trace: (query, traceOptions) => tracePostfix(context, { accountOfUid, wordOfUid: (account) => wordOfUid(uidOf(account)) }, query, traceOptions),
    readHeaders: (ids, names) => readHeaders(context, ids, names),
    quarantine: (act, messages) => quarantineMessages(context, act, messages),
    release: (act, messages) => releaseMessages(context, act, messages),
    delete: (act, messages) => deleteMessages(context, act, messages),
    retry: (messages) => retryMessages(context, messages),
    recover: (unfinished) => recoverAct(context, unfinished),
    setRelay: (account, state) => setRelay(context, account, state),
    relay: (account) => queryRelay(instance, account),
    restrictedAccounts: () => listRelays(instance),
    setDoor: async (door) => {
      await writeDoor(instance, door)
      refusalText = (await readDoor(instance))?.refusalText ?? DEFAULT_REFUSAL
    },
    follow: async (from, take, signal) => {
      if (instance.log === null) throw new Error('no log file is known: set maillog_file in main.cf, or name the log')
      // Read anew at each start of following: services may have changed since.
      const { read } = events(await readLogNames(instance))
      const readAndRemember = (line: string) => {
        reader.read(line)
        return read(line)
      }
      await followHostLog({ log: instance.log, read: readAndRemember, from, take, signal })
    },
  }
}
function wordOfUid(uid: number | null): string | null {
  return uid === null ? null : `: uid=${uid} from=<`
}
