import { unlinkSync } from 'node:fs'
import type { MessageRef, MoveFailure, MoveResult, QueuedMessage } from '../../../protocol/messages.ts'
import type { Act } from '../mail-host.ts'
import { breather } from './breathe.ts'
import { isSameMessage } from './check-identity.ts'
import { freshenLeftovers } from './freshen-leftovers.ts'
import { BACK, fsyncTouched, moveMessage, OUT } from './move-message.ts'
import type { QmailPlaces } from './qmail-places.ts'
import type { QuarantineRecords } from './quarantine-records.ts'
import { PARTS, type Part, type Shelf } from './queue-layout.ts'
import { namesOn, type ShelfNames } from './shelf-names.ts'
import type { QueueStopper } from './stop-queue.ts'

export type ActSources = {
  places: QmailPlaces
  records: QuarantineRecords
  stopper: QueueStopper
  /** What find says of messages by id, to be kept with them. */
  describe(ids: string[]): Promise<QueuedMessage[]>
  /** Whether the message lay in our queue before: then its absence means that it was delivered or bounced. */
  wasSeen(ref: MessageRef): boolean
  /** Whether the queue stands still for a watch: mail in todo/ is held then. */
  isStandstill(): boolean
  now(): Date
}

type Sorted = { take: string[]; already: string[]; failed: MoveFailure[] }

/** Out of the queue into quarantine. The queue is down between the notes `stop` and `start`, and only then. */
export async function quarantineMessages(act: Act, refs: MessageRef[], sources: ActSources): Promise<MoveResult> {
  const { places, records, stopper } = sources
  // Looked up while mail still flows: reading heads and logs is most of the work.
  const described = await sources.describe(refs.map(({ id }) => id))
  let result: MoveResult | null = null

  act.note('stop', { messages: refs.map(toRef) })
  return stopper.whileStopped(async () => {
    const sorted = await sortForQuarantine(refs, sources)
    const leaving = new Set(sorted.take)
    act.note('record', { count: leaving.size })
    records.write(act.id, described.filter((message) => leaving.has(message.id) && message.place !== 'quarantine'))
    await freshenLeftovers(places.queue, sorted.take, sources.now().getTime())
    act.note('move', { count: leaving.size })
    await moveAll([...sorted.take, ...sorted.already], places.queue, places.quarantine, OUT)
    result = resultOf(sorted)
    return result
  }, () => act.note('start', { result }))
}

/** Back into the queue, file by file as it was. qmail-send reads info/ only when it starts, so it must be down. */
export async function releaseMessages(act: Act, refs: MessageRef[], sources: ActSources): Promise<MoveResult> {
  const { places, stopper } = sources
  let result: MoveResult | null = null

  act.note('stop', { messages: refs.map(toRef) })
  const released = await stopper.whileStopped(async () => {
    const sorted = await sortForRelease(refs, sources)
    await freshenLeftovers(places.quarantine, sorted.take, sources.now().getTime())
    act.note('move', { count: sorted.take.length })
    await moveAll(sorted.take, places.quarantine, places.queue, BACK)
    result = resultOf(sorted)
    return result
  }, () => act.note('start', { result }))
  pruneRecords(sources)
  return released
}

/** First into the trash, then gone: a crash between leaves a message that is deleted, never half of one. */
export async function deleteMessages(act: Act, refs: MessageRef[], sources: ActSources): Promise<MoveResult> {
  const { places } = sources
  act.note('trash', { messages: refs.map(toRef) })
  const sorted = await sortForDelete(refs, sources)
  await moveAll(sorted.take, places.quarantine, places.trash, OUT)
  act.note('unlink', { count: sorted.take.length })
  await unlinkAll(sorted.take, places.trash)

  pruneRecords(sources)
  return resultOf(sorted)
}

/** What a note needs to name a message by, and nothing else of it. */
function toRef({ id, sender, size, arrivedAt }: MessageRef): MessageRef {
  return { id, sender, size, arrivedAt }
}

/** Whether the deciding part of a message, its todo or info, lies there. */
export function isOn(names: ShelfNames, id: string): boolean {
  return names.has('todo', id) || names.has('info', id)
}

function resultOf({ take, already, failed }: Sorted): MoveResult {
  return { moved: take, already, failed }
}

function pruneRecords({ places, records }: ActSources): void {
  const left = namesOn(places.quarantine)
  records.prune((id) => isOn(left, id))
}

async function sortForQuarantine(refs: MessageRef[], sources: ActSources): Promise<Sorted> {
  const { queue, quarantine } = sources.places
  const queued = namesOn(queue)
  const taken = namesOn(quarantine)
  return sortRefs(refs, (ref) => {
    if (isOn(taken, ref.id)) return isSameMessage(ref, quarantine, bodyOf(ref.id, taken, quarantine, queue)) ? 'already' : 'changed'
    if (!isOn(queued, ref.id)) return sources.wasSeen(ref) ? 'delivered-meanwhile' : 'not-found'
    return isSameMessage(ref, queue, queue) ? 'take' : 'changed'
  })
}

async function sortForRelease(refs: MessageRef[], sources: ActSources): Promise<Sorted> {
  const { queue, quarantine } = sources.places
  const queued = namesOn(queue)
  const taken = namesOn(quarantine)
  return sortRefs(refs, (ref) => {
    if (isOn(queued, ref.id)) {
      // Held by the standstill alone: it lies where it belongs, and goes when the queue does.
      const isHeld = sources.isStandstill() && queued.has('todo', ref.id)
      return !isSameMessage(ref, queue, queue) ? 'changed' : isHeld ? 'take' : 'already'
    }
    if (!isOn(taken, ref.id)) return sources.wasSeen(ref) ? 'delivered-meanwhile' : 'not-found'
    return isSameMessage(ref, quarantine, bodyOf(ref.id, taken, quarantine, queue)) ? 'take' : 'changed'
  })
}

async function sortForDelete(refs: MessageRef[], sources: ActSources): Promise<Sorted> {
  const { queue, quarantine, trash } = sources.places
  const queued = namesOn(queue)
  const taken = namesOn(quarantine)
  const thrown = namesOn(trash)
  return sortRefs(refs, (ref) => {
    if (PARTS.some((part) => thrown.has(part, ref.id))) return 'take'
    if (isOn(taken, ref.id)) return isSameMessage(ref, quarantine, quarantine) ? 'take' : 'changed'
    return isOn(queued, ref.id) ? 'not-ours' : 'not-found'
  })
}

/** Where the mess file is: after a crash it may not have followed its info yet, or have gone ahead of it. */
function bodyOf(id: string, names: ShelfNames, shelf: Shelf, other: Shelf): Shelf {
  return names.has('mess', id) ? shelf : other
}

async function sortRefs(refs: MessageRef[], judge: (ref: MessageRef) => 'take' | 'already' | MoveFailure['reason']): Promise<Sorted> {
  const breathe = breather()
  const sorted: Sorted = { take: [], already: [], failed: [] }
  for (const ref of new Map(refs.map((one) => [one.id, one])).values()) {
    await breathe()
    const verdict = judge(ref)
    if (verdict === 'take' || verdict === 'already') sorted[verdict].push(ref.id)
    else sorted.failed.push({ id: ref.id, reason: verdict })
  }
  return sorted
}

async function moveAll(ids: string[], from: Shelf, to: Shelf, order: readonly Part[]): Promise<void> {
  const breathe = breather()
  const way = { from, fromNames: namesOn(from), to, order, touched: new Set<string>() }
  for (const id of ids) {
    await breathe()
    moveMessage(id, way)
  }
  fsyncTouched(way.touched)
}

async function unlinkAll(ids: string[], shelf: Shelf): Promise<void> {
  const breathe = breather()
  const names = namesOn(shelf)
  for (const id of ids) {
    await breathe()
    for (const part of PARTS) if (names.has(part, id)) unlinkSync(`${shelf.folderOf(part, id)}/${id}`)
  }
  fsyncTouched(new Set(ids.flatMap((id) => PARTS.map((part) => shelf.folderOf(part, id)))))
}
