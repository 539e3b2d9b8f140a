import { createHash } from 'node:crypto'
import { open, readdir, stat, type FileHandle } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import * as z from 'zod'

/**
 * Where a reader stands in a log that is rotated under its feet. `offset`: bytes from the start of the file, always
 * the start of a line. `mark`: fingerprint of the bytes before `offset`, because inodes are reused and a file cut by
 * copytruncate keeps its inode.
 */
const place = z.strictObject({
  inode: z.number().int().min(0),
  offset: z.number().int().min(0),
  mark: z.string().max(32),
})
/**
 * `seen`: ends of the older parts that were there when a reader stood at the very start of a file. Nothing tells one
 * start from another, so without them a copy made by copytruncate before the first line was read would be missed.
 * `left`: how far the part before was read. Of several writers one may still write there after another has begun the next.
 */
export const logPlace = place.extend({ seen: z.array(place).max(1000).optional(), left: place.optional() })
export type LogPlace = z.infer<typeof logPlace>
/** The end of a part that was read, or is to be skipped. */
export type SeenPart = z.infer<typeof place>

/** Tells by its name alone whether a file of the log's folder is an older part of the same log. */
export type IsOlderPart = (name: string) => boolean

/** One part of a log as it lies in the folder now. */
export type LogPart = { path: string; inode: number; size: number; mtimeNs: bigint; ctimeNs: bigint }

const MARK_BYTES = 256
const OLDER_SUFFIX = /^[.-](\d[\d.T_-]*|old)$/

/** `mail.log.1`, `mail.log-20261124`, `maillog.20261124-051200`; not `.gz`, which cannot be read from the middle. */
export function olderPartsOf(path: string): IsOlderPart {
  const name = basename(path)
  return (other) => other.startsWith(name) && OLDER_SUFFIX.test(other.slice(name.length))
}

/** Fingerprint of up to 256 bytes before `offset`; empty at the start of a file. */
export async function markAt(file: FileHandle, offset: number): Promise<string> {
  const length = Math.min(MARK_BYTES, offset)
  if (length === 0) return ''

  const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, offset - length)
  return createHash('sha256').update(buffer.subarray(0, bytesRead)).digest('base64url').slice(0, 16)
}

/** The part of the log that `place` speaks of: by inode, else (a copy made by copytruncate) by its bytes alone. */
export async function findPart(path: string, isOlder: IsOlderPart, place: LogPlace): Promise<LogPart | null> {
  for (let look = 0; look < 5; look++) {
    const found = await findPartOnce(path, isOlder, place)
    if (found !== 'moved') return found
  }
  return null
}

/** `moved`: a part was renamed between listing and opening it, so this look tells nothing. */
async function findPartOnce(path: string, isOlder: IsOlderPart, place: LogPlace): Promise<LogPart | null | 'moved'> {
  const parts = await listParts(path, isOlder)
  const sameInode = parts.filter((part) => part.inode === place.inode)
  const others = place.offset === 0 ? [] : parts.filter((part) => part.inode !== place.inode)

  for (const part of [...sameInode, ...others]) {
    const held = await holdsPlace(part, place)
    if (held === 'moved') return 'moved'
    if (held) return part
  }
  return null
}

/**
 * The part that comes after `before`, or null when there is none yet. An empty newest part does not count: the writer
 * has not begun it and may still write to the part before.
 */
export async function findNextPart(
  path: string,
  isOlder: IsOlderPart,
  before: { inode: number; mtimeNs: bigint },
  done: readonly SeenPart[],
): Promise<LogPart | null> {
  const parts = await listParts(path, isOlder)
  const current = parts.find((part) => part.path === path)
  const between = parts
    .filter((part) => part.path !== path && part.inode !== before.inode)
    .filter((part) => part.mtimeNs >= before.mtimeNs && part.size > 0)
    .sort(oldestFirst)

  for (const part of between) {
    const own = done.filter(({ inode }) => inode === part.inode)
    const isDone = (await Promise.all(own.map((one) => holdsPlace(part, one)))).some((held) => held !== false)
    if (!isDone) return part
  }
  return current && current.size > 0 && current.inode !== before.inode ? current : null
}

/** The ends of all older parts there are now. */
export async function seeOlderParts(path: string, isOlder: IsOlderPart): Promise<SeenPart[]> {
  const older = (await listParts(path, isOlder)).filter((part) => part.path !== path)
  const seen = await Promise.all(older.map(endOf))
  return seen.filter((part) => part !== null)
}

/** The oldest of the older parts that holds lines and was not seen; null when there is none. */
export async function findUnseenPart(path: string, isOlder: IsOlderPart, seen: readonly SeenPart[]): Promise<LogPart | null> {
  const older = (await listParts(path, isOlder)).filter((part) => part.path !== path && part.size > 0).sort(oldestFirst)
  for (const part of older) {
    const candidates = seen.filter((one) => one.inode === part.inode)
    const held = await Promise.all(candidates.map((one) => holdsPlace(part, one)))
    if (!held.includes(true)) return held.includes('moved') ? findUnseenPart(path, isOlder, seen) : part
  }
  return null
}

async function endOf({ path, inode }: LogPart): Promise<SeenPart | null> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (!file) return null
  try {
    const { ino, size } = await file.stat()
    return ino === inode ? { inode, offset: size, mark: await markAt(file, size) } : null
  } finally {
    await file.close()
  }
}

/** What lies at `path` now, or null when nothing does (just renamed away). */
export async function statPart(path: string): Promise<LogPart | null> {
  const found = await stat(path, { bigint: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (!found?.isFile()) return null
  return { path, inode: Number(found.ino), size: Number(found.size), mtimeNs: found.mtimeNs, ctimeNs: found.ctimeNs }
}

/** Lists until two looks agree: a rename between reading the folder and looking at its files would hide a part. */
async function listParts(path: string, isOlder: IsOlderPart): Promise<LogPart[]> {
  let before = await listOnce(path, isOlder)
  for (let look = 0; look < 5; look++) {
    const parts = await listOnce(path, isOlder)
    if (namesOf(parts) === namesOf(before)) return parts
    before = parts
  }
  return before
}

function namesOf(parts: LogPart[]): string {
  return parts.map((part) => `${part.inode} ${part.path}`).sort().join('\n')
}

async function listOnce(path: string, isOlder: IsOlderPart): Promise<LogPart[]> {
  const folder = dirname(path)
  const names = (await readdir(folder)).filter((name) => name !== basename(path) && isOlder(name))
  const parts = await Promise.all([path, ...names.map((name) => join(folder, name))].map(statPart))
  return parts.filter((part) => part !== null)
}

async function holdsPlace(part: LogPart, place: LogPlace): Promise<boolean | 'moved'> {
  if (part.size < place.offset) return false

  const file = await open(part.path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (!file) return 'moved'
  try {
    if ((await file.stat()).ino !== part.inode) return 'moved'
    return (await markAt(file, place.offset)) === place.mark
  } finally {
    await file.close()
  }
}

/** A rename changes ctime, so ctime settles which of two parts written in one clock tick was put away first. */
function oldestFirst(a: LogPart, b: LogPart): number {
  if (a.mtimeNs !== b.mtimeNs) return a.mtimeNs < b.mtimeNs ? -1 : 1
  if (a.ctimeNs !== b.ctimeNs) return a.ctimeNs < b.ctimeNs ? -1 : 1
  return a.path < b.path ? -1 : 1
}
