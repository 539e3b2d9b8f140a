import { existsSync } from 'node:fs'
import type { MessageRef, MoveResult } from '../../../protocol/messages.ts'
import { createQmailJoiner } from '../../logs/qmail-events.ts'
import { followMultilog } from '../../logs/follow-multilog.ts'
import type { MailHost } from '../mail-host.ts'
import { createQueueLook } from './look-at-queue.ts'
import { openQmailHost, type OpenQmailHost } from './open-qmail-host.ts'
import type { QmailOptions } from './qmail-options.ts'
import { deleteMessages, quarantineMessages, releaseMessages } from './queue-acts.ts'
import { readHeaders } from './read-headers.ts'
import { readQueue } from './read-queue.ts'
import { recoverAct } from './recover-act.ts'
import { endStandstill, readRelay, setRelay } from './relay-lock.ts'
import { traceQmail } from './trace-qmail.ts'

/**
 * A host with qmail, spamdyke and vpopmail. Opening it makes our folders beside the queue; throws when there is no
 * queue or they lie on another file system.
 */
export function createQmailHost(options: QmailOptions): MailHost {
  const host = openQmailHost(options)
  return {
    kind: 'qmail',
    capabilities: { locks: true, quarantines: true, locksOpenSessions: false, hasDoor: false, watches: 'queue', movesOutOfQueue: true },
    check: () => check(host, options),
    queue: async () => {
      host.acts.stopper.assertStarted()
      await host.readWitnesses()
      return readQueue(host.find)
    },
    find: host.look,
    trace: (query, traceOptions) => traceQmail(host, options, query, traceOptions),
    readHeaders: async (ids, names) => readAllHeaders(ids, names, host),
    quarantine: async (act, refs) => {
      const result = await quarantineMessages(act, refs, host.acts)
      await endStandstill(host.relay, 'quarantine')
      return result
    },
    release: async (act, refs) => {
      const result = await releaseMessages(act, refs, host.acts)
      await endStandstill(host.relay, 'release')
      await wakeQueue(options, result)
      return result
    },
    delete: async (act, refs) => {
      const result = await deleteMessages(act, refs, host.acts)
      host.find.known.forget(result.moved)
      return result
    },
    retry: (refs) => retry(refs, host, options),
    recover: async (unfinished) => {
      const result = await recoverAct(unfinished, host.acts)
      await endStandstill(host.relay, unfinished.verb === 'release' ? 'release' : 'quarantine')
      if (unfinished.verb === 'release') await wakeQueue(options, result)
      return result
    },
    // vpopmail keeps and compares names in small letters.
    setRelay: (account, state) => setRelay(account.toLowerCase(), state, host.relay),
    relay: (account) => readRelay(account.toLowerCase(), host.relay),
    restrictedAccounts: async () => new Map(host.relay.records.all().filter(({ state }) => state !== 'open').map(({ account, state }) => [account, state])),
    // vchkpw refuses the login itself: there is no door a locked account could go through (capabilities.hasDoor).
    setDoor: async () => {},
    follow: (from, take, signal) =>
      followMultilog({
        logs: options.logs,
        from,
        take,
        signal,
        now: host.now,
        makeJoiner: (state) => createQmailJoiner({ now: host.now, look: createQueueLook(host.places, host.who), state, onLine: host.learn }),
      }),
  }
}

async function check(host: OpenQmailHost, options: QmailOptions): Promise<{ mtaVersion: string | null }> {
  const missing = options.logs.filter((log) => !existsSync(log))
  if (missing.length > 0) throw new Error(`no log at ${missing.join(', ')}`)
  await options.service.isDown()
  // A crash may have left the queue stopped although nothing wants it so any more.
  await host.acts.stopper.resume()
  return { mtaVersion: null }
}

/** The times on disk are as they were, so a released message might wait for hours; ALRM makes the whole queue due. */
async function wakeQueue({ service }: QmailOptions, { moved }: MoveResult): Promise<void> {
  if (moved.length > 0 && !(await service.isDown())) await service.wake()
}

/** qmail-send knows no single message to try again: ALRM makes the whole queue due. */
async function retry(refs: MessageRef[], host: OpenQmailHost, { service }: QmailOptions): Promise<MoveResult> {
  const found = await host.look({ ids: refs.map(({ id }) => id) })
  const queued = new Set(found.filter(({ place }) => place !== 'quarantine').map(({ id }) => id))
  if (queued.size > 0) await service.wake()
  const missing = refs.filter(({ id }) => !queued.has(id))
  return { moved: [...queued], already: [], failed: missing.map(({ id }) => ({ id, reason: 'not-found' as const })) }
}

function readAllHeaders(ids: string[], names: string[], { places }: OpenQmailHost): Map<string, Record<string, string>> {
  const headers = new Map<string, Record<string, string>>()
  for (const id of ids) {
    const path = [places.queue, places.quarantine].map((shelf) => `${shelf.folderOf('mess', id)}/${id}`).find((one) => existsSync(one))
    if (path) headers.set(id, readHeaders(path, names))
  }
  return headers
}
