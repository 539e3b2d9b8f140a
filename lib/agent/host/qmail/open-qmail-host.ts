import type { MessageRef, QueuedMessage } from '../../../protocol/messages.ts'
import type { QmailHostLine } from '../../logs/qmail-host-line.ts'
import { createDeliveryBook, type DeliveryBook } from './delivery-book.ts'
import { endSession } from './end-session.ts'
import { findMessages, type FindSources, type MessageQuery } from './find-messages.ts'
import { openKnownMessages, type KnownMessages } from './known-messages.ts'
import { openPlaces, type QmailPlaces } from './qmail-places.ts'
import type { QmailOptions } from './qmail-options.ts'
import { openQuarantineRecords } from './quarantine-records.ts'
import type { ActSources } from './queue-acts.ts'
import { createWitnessReader } from './read-witness-logs.ts'
import { wantsStandstill, type RelaySources } from './relay-lock.ts'
import { openRelayRecords, type RelayRecords } from './relay-records.ts'
import { createSessionBook } from './session-book.ts'
import { createQueueStopper } from './stop-queue.ts'
import { openVpopmail, type Vpopmail } from './vpopmail.ts'
import { readWhoIsWho, type WhoIsWho } from './who-is-who.ts'
import { createWitnessBook } from './witness-book.ts'

/** Everything the verbs of a qmail host share. */
export type OpenQmailHost = {
  places: QmailPlaces
  who: WhoIsWho
  now(): Date
  find: FindSources
  acts: ActSources
  relay: RelaySources
  /** Brings the books up to date with the logs, then looks through queue and quarantine. */
  look(query: MessageQuery): Promise<QueuedMessage[]>
  /** Takes a log line into all books. */
  learn(line: QmailHostLine): void
  /** Brings the books up to date with all log files. */
  readWitnesses(): Promise<void>
}

/** A message seen for the first time long after it came is put off, not fresh. */
const FRESH_MS = 60_000

export function openQmailHost(options: QmailOptions): OpenQmailHost {
  const now = options.now ?? (() => new Date())
  const places = openPlaces(options.root, options.store)
  const who = readWhoIsWho(options.root, options.passwdFile ?? '/etc/passwd')
  const witnessBook = createWitnessBook()
  const deliveries = createDeliveryBook()
  const sessions = createSessionBook()
  const learn = (line: QmailHostLine) => [witnessBook, deliveries, sessions].forEach((book) => book.add(line))
  const readWitnesses = createWitnessReader(options.logs, learn, now)

  const relayRecords = openRelayRecords(places.store)
  const mustStayDown = () => relayRecords.all().some((record) => wantsStandstill(record, now()))
  const stopper = createQueueStopper({ service: options.service, store: places.store, lingerMs: options.lingerMs ?? 0, mustStayDown })
  const known = openKnownMessages(places.store)
  const records = openQuarantineRecords(places.store)
  const find: FindSources = { places, records, who, witnesses: { ...who, book: witnessBook }, known, placeOf: placeBy(deliveries, relayRecords, now) }
  let lastFound = new Map<string, QueuedMessage>()
  const look = async (query: MessageQuery) => {
    await readWitnesses()
    const found = await findMessages(query, find)
    lastFound = new Map(found.map((message) => [message.id, message]))
    return found
  }
  /** An act comes right after the find that named its messages; what that one saw is not read again. */
  const describe = async (ids: string[]) => {
    const seen = ids.flatMap((id) => lastFound.get(id) ?? [])
    if (seen.length === ids.length) return seen
    return look({ ids })
  }
  const end = options.endSession ?? endSession

  return {
    places,
    who,
    now,
    find,
    learn,
    look,
    readWitnesses,
    acts: { places, records, stopper, now, describe, wasSeen: (ref) => isKnown(ref, known), isStandstill: mustStayDown },
    relay: {
      vpopmail: options.vpopmailBin === null ? noVpopmail() : openVpopmail(options.vpopmailBin),
      records: relayRecords,
      stopper,
      service: options.service,
      now,
      endSessions: async (account) => {
        await readWitnesses()
        for (const { pid, seenAt } of sessions.of(account)) end(pid, seenAt)
      },
      hasMail: async (account, where) => (await look({ account })).some(({ place }) => (where === 'hold' ? place === 'hold' : place !== 'quarantine')),
    },
  }
}

function placeBy(deliveries: DeliveryBook, relayRecords: RelayRecords, now: () => Date): FindSources['placeOf'] {
  const isWatched = (account: string | null): boolean => {
    const record = account === null ? undefined : relayRecords.get(account)
    return record !== undefined && wantsStandstill(record, now())
  }
  return ({ id, account, isPreprocessed, arrivedMs }): QueuedMessage['place'] => {
    if (!isPreprocessed) return isWatched(account) ? 'hold' : 'incoming'
    return deliveries.stateOf(id) ?? (now().getTime() - arrivedMs < FRESH_MS ? 'active' : 'deferred')
  }
}

function isKnown(ref: MessageRef, known: KnownMessages): boolean {
  const head = known.get(ref.id)?.head
  return head !== undefined && head.size === ref.size && head.arrivedMs === Date.parse(ref.arrivedAt)
}

function noVpopmail(): Vpopmail {
  const refuse = async (account: string): Promise<never> => {
    throw new Error(`${account} cannot be locked: no folder of vpopmail's programs is set for this host`)
  }
  return { flags: refuse, close: refuse, open: refuse }
}
