import { open, type FileHandle } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { findNextPart, findPart, findUnseenPart, markAt, olderPartsOf, seeOlderParts, statPart, type IsOlderPart, type LogPlace, type SeenPart } from './log-place.ts'
import { readLines, readUnendedLine, startOfLastLine, type ReadLines } from './read-lines.ts'
import { watchFolder } from './wait-for-change.ts'

/** What a follower hands over. `place` is behind the last of these lines: kept with them, nothing is read twice. */
export type LogLines = {
  lines: string[]
  /** Beginnings of lines too long to read, and a sentence when a part was put away before it was read. */
  unread: string[]
  place: LogPlace
  behindBytes: number
}

export type FollowLogOptions = {
  path: string
  /** Null: from the present end. The first batch is empty and says where that is. */
  from: LogPlace | null
  take(batch: LogLines): Promise<void>
  signal: AbortSignal
  /** Names of older parts in the same folder; the default knows logrotate and Postfix, multilog gives its own. */
  isOlder?: IsOlderPart
  /** How long to trust inotify alone. */
  lookEveryMs?: number
}

/** `seen`: older parts that were there when this one, the newest, was begun at its start; null elsewhere. */
type Part = { file: FileHandle; inode: number; offset: number; scanned: number; mark: string; seen: SeenPart[] | null; left: LeftPart | null }
/** The part before. Its file is open as long as late lines are looked for. */
type LeftPart = Pick<Part, 'inode' | 'offset' | 'scanned' | 'mark'> & { file: FileHandle | null; until: number }

/** Programs that write a log together (Exim's deliveries) look at its name before each line: who is slow between the two is late by moments. */
const LATE_MS = 60_000
/** Where a reader stands whose log does not exist yet: it will read all of it. No file has inode 0. */
const NOTHING_YET_INODE = 0
const nothingYet = (seen: SeenPart[]): LogPlace => ({ inode: NOTHING_YET_INODE, offset: 0, mark: '', seen })
const LOST = 'log lines were lost: the part that was read last is gone or packed'

/**
 * Follows one log file until the signal aborts: whole lines, each once, also over rename, copytruncate and restarts.
 * The rest of an old part is read before the new one. Throws when the folder cannot be read.
 */
export async function followLog(options: FollowLogOptions): Promise<void> {
  const { path, signal, lookEveryMs = 1000 } = options
  const isOlder = options.isOlder ?? olderPartsOf(path)
  const log: Log = { ...options, isOlder, done: [] }
  const watcher = watchFolder(dirname(path), (name) => name === basename(path) || isOlder(name), signal)
  let part: Part | null = null

  try {
    const before = await seeOlderParts(path, isOlder)
    part = options.from ? await resume(log, options.from) : await openAtEnd(path, before)
    await log.take({ lines: [], unread: [], place: part ? placeOf(part) : nothingYet(options.from?.seen ?? before), behindBytes: 0 })
    while (!signal.aborted) {
      part ??= await openNewest(path, options.from?.seen ?? before)
      if (part) {
        await drain(log, part)
        await drainLeft(log, part)
        const next = signal.aborted ? null : await takeNextPart(log, part)
        if (next) {
          part = next
          continue
        }
      }
      await watcher.changed(lookEveryMs)
    }
  } finally {
    watcher.stop()
    await part?.file.close()
    await part?.left?.file?.close()
  }
}

/** `done`: ends of older parts that were read and may be younger than they should be, since somebody wrote there late. */
type Log = FollowLogOptions & { isOlder: IsOlderPart; done: SeenPart[] }

async function resume(log: Log, place: LogPlace): Promise<Part | null> {
  const unseen = place.offset === 0 && place.seen ? await findUnseenPart(log.path, log.isOlder, place.seen) : null
  if (unseen) return (await openPart(unseen.path, 0, unseen.inode)) ?? resume(log, place)
  if (place.inode === NOTHING_YET_INODE) return openNewest(log.path, place.seen ?? null)
  const found = await findPart(log.path, log.isOlder, place)
  // Between finding and opening it may have been rotated once more: then look again.
  if (found) {
    const part = await openPart(found.path, place.offset, found.inode)
    if (part && place.offset === 0 && found.path === log.path) part.seen = place.seen ?? null
    if (part && place.left) {
      part.left = await openLeft(log, place.left)
      log.done.push(place.left)
    }
    return part ?? resume(log, place)
  }

  const part = await openNewest(log.path, await seeOlderParts(log.path, log.isOlder))
  const start = part ? placeOf(part) : place
  await log.take({ lines: [], unread: [LOST], place: start, behindBytes: 0 })
  return part
}

async function openNewest(path: string, seen: SeenPart[] | null): Promise<Part | null> {
  const part = await openPart(path, 0)
  if (part) part.seen = seen
  return part
}

async function openAtEnd(path: string, seen: SeenPart[]): Promise<Part | null> {
  const part = await openNewest(path, seen)
  if (!part) return null

  part.offset = await startOfLastLine(part.file, (await part.file.stat()).size)
  part.mark = await markAt(part.file, part.offset)
  return part
}

async function openPart(path: string, offset: number, inode?: number): Promise<Part | null> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (!file) return null

  const { ino } = await file.stat()
  if (inode !== undefined && ino !== inode) {
    await file.close()
    return null
  }
  return { file, inode: ino, offset, scanned: offset, mark: await markAt(file, offset), seen: null, left: null }
}

async function openLeft(log: Log, place: SeenPart): Promise<LeftPart> {
  const found = await findPart(log.path, log.isOlder, place)
  const part = found ? await openPart(found.path, place.offset, found.inode) : null
  return { ...place, scanned: place.offset, file: part?.file ?? null, until: performance.now() + LATE_MS }
}

/** Hands over what somebody wrote to the part before after it was left. */
async function drainLeft(log: Log, part: Part): Promise<void> {
  const { left } = part
  if (!left?.file) return
  while (!log.signal.aborted && !(await isCut({ ...left, file: left.file }))) {
    const read = await readLines(left.file, left.offset, left.scanned)
    if ('waitAt' in read) {
      left.scanned = read.waitAt
      break
    }
    Object.assign(left, { offset: read.next, scanned: read.next, mark: await markAt(left.file, read.next) })
    const { size } = await part.file.stat()
    await log.take({ lines: read.lines, unread: read.unread, place: placeOf(part), behindBytes: Math.max(0, size - part.offset) })
  }
  if (performance.now() > left.until) {
    await left.file.close()
    left.file = null
  }
}

/** Hands over all whole lines there are. Stops at once when the part was cut under our feet. */
async function drain(log: Log, part: Part): Promise<void> {
  while (!log.signal.aborted) {
    if (await isCut(part)) return
    const read = await readLines(part.file, part.offset, part.scanned)
    if ('waitAt' in read) {
      part.scanned = read.waitAt
      return
    }
    const mark = await markAt(part.file, read.next)
    // Cut between the look and the read, these are other lines than they seem; at the start of a file no mark tells.
    if (await isCut(part)) return
    // What stood here may have been copied and cut before its first line was read; the copy comes first then.
    if (await unseenBefore(log, part)) return
    await handOver(log, part, read, mark)
  }
}

async function unseenBefore(log: Log, part: Part): Promise<{ path: string; inode: number } | null> {
  if (part.offset > 0 || part.seen === null) return null
  return findUnseenPart(log.path, log.isOlder, part.seen)
}

async function handOver(log: Log, part: Part, read: ReadLines, mark: string): Promise<void> {
  part.offset = read.next
  part.scanned = read.next
  part.mark = mark
  const { size } = await part.file.stat()
  const { lines, unread } = read
  await log.take({ lines, unread, place: placeOf(part), behindBytes: Math.max(0, size - part.offset) })
}

/** The part to go on with, its old one closed; null when the part at hand is still the newest. */
async function takeNextPart(log: Log, part: Part): Promise<Part | null> {
  const unseen = await unseenBefore(log, part)
  if (unseen) return switchTo(log, part, unseen, 0)
  if (await isCut(part)) return takeAfterCut(log, part)
  const current = await statPart(log.path)
  if (!current || current.inode === part.inode) return null

  // Seen before the choice: what is put away after it is unseen.
  const seen = await seeOlderParts(log.path, log.isOlder)
  const { mtimeNs } = await part.file.stat({ bigint: true })
  const next = await findNextPart(log.path, log.isOlder, { inode: part.inode, mtimeNs }, log.done)
  if (!next) return null

  // A writer has begun another part, so but for what others write late this one will hold no more.
  await drain(log, part)
  if (log.signal.aborted) return null
  const rest = await readUnendedLine(part.file, part.offset)
  if (rest) await handOver(log, part, rest, await markAt(part.file, rest.next))
  return leaveFor(log, part, next, seen)
}

/** The part that was left stays open for late lines; the one before it is looked at for the last time. */
async function leaveFor(log: Log, part: Part, to: { path: string; inode?: number }, seen: SeenPart[]): Promise<Part | null> {
  await drainLeft(log, part)
  if (log.signal.aborted) return null
  const next = await openPart(to.path, 0, to.inode)
  if (!next) return null

  await part.left?.file?.close()
  const { file, inode, offset, scanned, mark } = part
  next.left = { file, inode, offset, scanned, mark, until: performance.now() + LATE_MS }
  const isNewest = to.path === log.path
  if (isNewest) next.seen = seen
  log.done = [...(isNewest ? [] : log.done), { inode, offset, mark }]
  return next
}

/**
 * copytruncate: the unread rest stands in the copy, when it can be found; then the cut file from its start, which may
 * have been renamed meanwhile: its inode is not done.
 */
async function takeAfterCut(log: Log, part: Part): Promise<Part | null> {
  const copy = await findPart(log.path, log.isOlder, placeOf(part))
  if (copy) return switchTo(log, part, copy, part.offset)

  const seen = await seeOlderParts(log.path, log.isOlder)
  await log.take({ lines: [], unread: [LOST], place: { inode: part.inode, offset: 0, mark: '', seen }, behindBytes: 0 })
  return switchTo(log, part, { path: log.path }, 0, seen)
}

async function switchTo(log: Log, part: Part, to: { path: string; inode?: number }, offset: number, seen: SeenPart[] | null = null): Promise<Part | null> {
  const next = await openPart(to.path, offset, to.inode)
  if (!next) return null

  if (to.path === log.path) {
    log.done = part.left ? [seenOf(part.left)] : []
    if (offset === 0) next.seen = seen
  }
  next.left = part.left
  await part.file.close()
  return next
}

async function isCut(part: Pick<Part, 'file' | 'offset' | 'mark'>): Promise<boolean> {
  const { size } = await part.file.stat()
  return size < part.offset || (await markAt(part.file, part.offset)) !== part.mark
}

function placeOf(part: Part): LogPlace {
  return { ...seenOf(part), ...(part.offset === 0 && part.seen && { seen: part.seen }), ...(part.left && { left: seenOf(part.left) }) }
}

function seenOf({ inode, offset, mark }: SeenPart): SeenPart {
  return { inode, offset, mark }
}
