import { readFileSync } from 'node:fs'
import { postfixEvents } from '../../logs/postfix-events.ts'
import type { MailHost } from '../mail-host.ts'
import { checkPostfix } from './check-postfix.ts'
import { readDoor, writeDoor, DEFAULT_REFUSAL } from './door-map.ts'
import { findMessages, readHeaders } from './find-messages.ts'
import { followPostfix } from './follow-postfix.ts'
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
  const events = () =>
    postfixEvents({
      accountOfUid,
      isOurRefusal: (_account, text) => text.endsWith(`SASL login name rejected: ${refusalText}`),
      syslogName: instance.syslogName,
      now,
    })
  const reader = events()
  const memory = logMemory(instance.log === 'journald' ? null : instance.log, reader.read, reader.known)
  const context: MoveContext = { instance, ours, memory, now }

  return {
    kind: 'postfix',
    capabilities: { locksOpenSessions: true, hasDoor: true, watches: 'account', movesOutOfQueue: false },
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
    follow: (from, take, signal) => followPostfix({ instance, read: events().read, remember: reader.read, from, take, signal }),
  }
}

/** The account of a uid: `uid:NAME@HOST`, the number itself where passwd names none. passwd is read anew on a miss. */
function readUserNames(hostName: string): { accountOfUid(uid: number): string; uidOf(account: string): number | null } {
  const names = new Map<number, string>()
  const readNames = () => {
    for (const line of readFileSync('/etc/passwd', 'utf8').split('\n')) {
      const [name, , uid] = line.split(':')
      if (name && uid && !names.has(Number(uid))) names.set(Number(uid), name)
    }
  }
  const accountOfUid = (uid: number) => {
    if (!names.has(uid)) readNames()
    return `uid:${(names.get(uid) ?? String(uid)).toLowerCase()}@${hostName}`
  }
  const uidOf = (account: string) => {
    if (!account.toLowerCase().startsWith('uid:')) return null
    readNames()
    const known = [...names.keys()].find((uid) => accountOfUid(uid) === account.toLowerCase())
    const [, number] = /^uid:(\d+)@/.exec(account) ?? []
    return known ?? (number === undefined ? null : Number(number))
  }
  return { accountOfUid, uidOf }
}

function wordOfUid(uid: number | null): string | null {
  return uid === null ? null : `: uid=${uid} from=<`
}
