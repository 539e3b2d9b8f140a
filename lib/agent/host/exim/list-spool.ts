import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { QueuedMessage } from '../../../protocol/messages.ts'
import type { QueueReading } from '../../../protocol/readings.ts'
import { accountOfSaslName } from '../../logs/postfix-events.ts'
import type { EximInstance } from './exim-options.ts'
import { readSpoolHeader } from './read-spool-header.ts'

/** One message in the spool: its id and the folder of its files. */
export type SpoolMessage = { id: string; folder: string }
export type SpoolSource = { instance: EximInstance; accountOfUser(user: string): string; now(): Date }

const ID = /^[0-9A-Za-z]{6}-(?:[0-9A-Za-z]{11}-[0-9A-Za-z]{4}|[0-9A-Za-z]{6}-[0-9A-Za-z]{2})$/
const AT_ONCE = 64
/** A message seen for the first time long after it came is put off, not fresh. */
const FRESH_MS = 60_000

/** Every message whose -H file lies in `input`, split into subfolders or not. */
export async function listSpool({ spoolFolder }: EximInstance): Promise<SpoolMessage[]> {
  const input = join(spoolFolder, 'input')
  // Exim makes the folder with the first mail it takes in.
  const entries = await readdir(input, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (!entries) return []
  const folders = [input, ...entries.filter((entry) => entry.isDirectory() && entry.name.length === 1).map(({ name }) => join(input, name))]
  const found = await Promise.all(folders.map(async (folder) => (await readdir(folder)).filter((name) => name.endsWith('-H')).map((name) => ({ id: name.slice(0, -2), folder }))))
  return found.flat().filter(({ id }) => ID.test(id))
}

/** Messages of one account, of some ids, or all, as their spool files tell them. */
export async function findInSpool(source: SpoolSource, query: { account: string } | { ids: string[] } | 'all'): Promise<QueuedMessage[]> {
  const listed = await listSpool(source.instance)
  const wanted = query !== 'all' && 'ids' in query ? new Set(query.ids) : null
  const locked = await lockedInodes()
  const found: QueuedMessage[] = []
  const some = wanted ? listed.filter(({ id }) => wanted.has(id)) : listed
  for (let from = 0; from < some.length; from += AT_ONCE) {
    const read = await Promise.all(some.slice(from, from + AT_ONCE).map((message) => describeMessage(source, message, locked)))
    found.push(...read.filter((message) => message !== null))
  }
  if (query === 'all' || 'ids' in query) return found
  const account = query.account.toLowerCase()
  return found.filter((message) => message.account === account)
}

/** Counts of the queue. Frozen mail counts as held: Exim tries it no more until somebody thaws it. */
export async function countSpool(source: SpoolSource): Promise<Omit<QueueReading, 'accounts'>> {
  const messages = await findInSpool(source, 'all')
  const of = (...places: QueuedMessage['place'][]) => messages.filter(({ place }) => places.includes(place)).length
  const oldest = messages.map(({ arrivedAt }) => arrivedAt).sort()[0] ?? null
  return { total: messages.length, active: of('incoming', 'active'), deferred: of('deferred'), held: of('hold'), quarantined: 0, oldestAt: oldest }
}

/** Header lines of one message by name. */
export async function readSpoolHeaders({ instance }: SpoolSource, ids: string[], names: string[]): Promise<Map<string, Record<string, string>>> {
  const wanted = new Set(ids)
  const found = new Map<string, Record<string, string>>()
  for (const { id, folder } of (await listSpool(instance)).filter((message) => wanted.has(message.id))) {
    const read = await readSpoolHeader(join(folder, `${id}-H`))
    if (read) found.set(id, pickHeaders(read.headers, names))
  }
  return found
}

async function describeMessage({ instance, accountOfUser, now }: SpoolSource, { id, folder }: SpoolMessage, locked: Set<number>): Promise<QueuedMessage | null> {
  const path = join(folder, `${id}-H`)
  const [read, header, data] = await Promise.all([readSpoolHeader(path), statOf(path), statOf(join(folder, `${id}-D`))])
  if (!read || !header || !data) return null
  const bySasl = accountOfSaslName(read.authenticatedId)
  const isOurBounce = read.sender === '' && read.isLocal
  const account = bySasl ?? (read.isLocal && !isOurBounce ? accountOfUser(read.user) : null)
  const isTried = async () => (await statOf(join(instance.spoolFolder, 'msglog', ...(folder.endsWith('/input') ? [] : [folder.slice(-1)]), id)))?.size ?? 0
  const isFresh = now().getTime() - read.arrivedAt.getTime() < FRESH_MS
  const place = read.isFrozen ? 'hold' : locked.has(data.ino) ? 'active' : isFresh && (await isTried()) === 0 ? 'incoming' : 'deferred'
  return {
    id,
    account,
    witnesses: account === null ? [] : [bySasl === null ? 'uid' : 'sasl'],
    sender: read.sender.slice(0, 1000),
    recipients: read.recipients.map((address) => address.slice(0, 1000)),
    // The data file holds its own name in the first line.
    size: Math.max(0, data.size - `${id}-D\n`.length) + read.headers.reduce((sum, line) => sum + line.length + 1, 0),
    arrivedAt: read.arrivedAt.toISOString(),
    place,
    parentId: null,
  }
}

/** `023F From: <a@b>`: length, a letter, the header; lines that go on begin with a blank. */
function pickHeaders(lines: string[], names: string[]): Record<string, string> {
  const wanted = new Map(names.map((name) => [name.toLowerCase(), name]))
  const found: Record<string, string> = {}
  let current: string | null = null
  for (const line of lines) {
    const [, name, value] = /^\d{3,}[^*] ([!-9;-~]+):[ \t]?(.*)$/.exec(line) ?? []
    if (name !== undefined && value !== undefined) {
      current = wanted.get(name.toLowerCase()) ?? null
      if (current !== null) found[current] = value
    } else if (/^[ \t]/.test(line) && current !== null) found[current] += ` ${line.trim()}`
    else current = null
  }
  return found
}

async function statOf(path: string): Promise<{ size: number; ino: number } | null> {
  return stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
}

/** Inodes with an fcntl lock on them, from /proc/locks: Exim holds one on the -D file while it delivers (spec, "Spool files"). */
async function lockedInodes(): Promise<Set<number>> {
  const text = await readFile('/proc/locks', 'utf8')
  const inodes = text.split('\n').map((line) => / POSIX .* [0-9a-f]+:[0-9a-f]+:(\d+) /.exec(line)?.[1])
  return new Set(inodes.filter((inode) => inode !== undefined).map(Number))
}
