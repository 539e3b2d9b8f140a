import { statSync } from 'node:fs'
import type { QueuedMessage } from '../../../protocol/messages.ts'
import { attributeMessage, type Attribution, type Witnesses } from './attribute-message.ts'
import { breather } from './breathe.ts'
import type { KnownMessage, KnownMessages } from './known-messages.ts'
import type { QmailPlaces } from './qmail-places.ts'
import type { QuarantineRecords } from './quarantine-records.ts'
import type { Shelf } from './queue-layout.ts'
import { readEnvelope, type Envelope } from './read-envelope.ts'
import { readMessageHead, type MessageHead } from './read-message-head.ts'
import { listMessages, lookUpMessages, namesOn, type ListedMessage, type ShelfNames } from './shelf-names.ts'
import type { WhoIsWho } from './who-is-who.ts'

export type MessageQuery = { account: string } | { ids: string[] } | 'all'

export type FindSources = {
  places: QmailPlaces
  records: QuarantineRecords
  witnesses: Witnesses
  who: WhoIsWho
  /** Place of a message in the queue: what the log says of its deliveries, and whether its account is watched. */
  placeOf(message: { id: string; account: string | null; isPreprocessed: boolean; arrivedMs: number }): QueuedMessage['place']
  /** What was found out about a message before, by its number. */
  known: KnownMessages
}

const RECIPIENTS_MAX = 10_000

/** Looks through queue and quarantine. A message that goes away meanwhile is left out. */
export async function findMessages(query: MessageQuery, sources: FindSources): Promise<QueuedMessage[]> {
  const { queue, quarantine } = sources.places
  const breathe = breather()
  const found: QueuedMessage[] = []

  for (const shelf of [queue, quarantine]) {
    const names = namesFor(shelf, query)
    for (const { id, isPreprocessed } of messagesOn(shelf, query)) {
      await breathe()
      const message = shelf === queue ? readQueued(id, isPreprocessed, query, names, sources) : readQuarantined(id, query, names, sources)
      if (message) found.push(message)
    }
  }
  sources.known.flush()
  if (typeof query === 'string') sources.known.keepOnly(() => new Set(found.map(({ id }) => id)))
  return found
}

/** Up to this many messages are asked for one by one, more by listing the folders. */
const ASK_MAX = 300

function messagesOn(shelf: Shelf, query: MessageQuery): ListedMessage[] {
  return typeof query === 'object' && 'ids' in query ? lookUpMessages(shelf, query.ids) : listMessages(shelf)
}

function namesFor(shelf: Shelf, query: MessageQuery): ShelfNames | undefined {
  return typeof query === 'object' && 'ids' in query && query.ids.length <= ASK_MAX ? undefined : namesOn(shelf)
}

type Names = ShelfNames | undefined

function readQueued(id: string, isPreprocessed: boolean, query: MessageQuery, names: Names, sources: FindSources): QueuedMessage | null {
  const { queue } = sources.places
  const known = knowMessage(id, queue, names, sources)
  if (!known || !concerns(query, known.attribution)) return null

  const envelope = envelopeOf(queue, id, names, sources.who)
  if (!envelope) return null
  const { head, attribution } = known
  const place = sources.placeOf({ id, account: attribution.account, isPreprocessed, arrivedMs: head.arrivedMs })
  return toMessage(id, head, attribution, envelope, place)
}

function readQuarantined(id: string, query: MessageQuery, names: Names, sources: FindSources): QueuedMessage | null {
  const record = sources.records.get(id)
  if (record) return concerns(query, record) ? { ...record, place: 'quarantine' } : null

  const { quarantine } = sources.places
  const known = knowMessage(id, quarantine, names, sources)
  if (!known || !concerns(query, known.attribution)) return null
  const envelope = envelopeOf(quarantine, id, names, sources.who)
  return envelope && toMessage(id, known.head, known.attribution, envelope, 'quarantine')
}

/** Who it belongs to does not change once known; a message of nobody is looked at again, logs may have caught up. */
function knowMessage(id: string, shelf: Shelf, names: Names, { known, witnesses, who }: FindSources): KnownMessage | null {
  const path = `${shelf.folderOf('mess', id)}/${id}`
  const before = known.get(id)
  if (before?.attribution.account && isUnchanged(path, before.head)) return before

  const head = readMessageHead(path)
  if (!head) return null
  const attribution = attributeMessage(head, () => envelopeOf(shelf, id, names, who), witnesses)
  const message = { head, attribution }
  known.set(id, message)
  return message
}

function isUnchanged(path: string, head: MessageHead): boolean {
  const found = statSync(path, { throwIfNoEntry: false })
  return found !== undefined && found.size === head.size && Math.floor(found.mtimeMs) === head.arrivedMs
}

/** A message that was preprocessed since the folders were listed is found by asking. */
function envelopeOf(shelf: Shelf, id: string, names: Names, who: WhoIsWho): Envelope | null {
  const envelope = readEnvelope(shelf, id, names) ?? readEnvelope(shelf, id)
  return envelope && { ...envelope, local: envelope.local.map(who.asWritten) }
}

function concerns(query: MessageQuery, { account }: Pick<Attribution, 'account'>): boolean {
  return typeof query === 'string' || !('account' in query) || query.account === account
}

function toMessage(id: string, head: MessageHead, attribution: Attribution, envelope: Envelope, place: QueuedMessage['place']): QueuedMessage {
  return {
    id,
    ...attribution,
    sender: envelope.sender.slice(0, 1000),
    recipients: [...envelope.remote, ...envelope.local].slice(0, RECIPIENTS_MAX).map((address) => address.slice(0, 1000)),
    size: head.size,
    arrivedAt: new Date(head.arrivedMs).toISOString(),
    place,
  }
}
