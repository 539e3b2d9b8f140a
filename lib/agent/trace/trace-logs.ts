import { setImmediate } from 'node:timers/promises'
import type { TracedMessage, TraceLine, TraceQuery } from '../../protocol/trace.ts'
import type { TraceOptions } from '../host/mail-host.ts'
import { fitsQuery } from './fits-query.ts'
import { openGathering } from './gather-lines.ts'
import { hideForwards } from './hide-forwards.ts'
import { openParts, type LogPart, type LogSource } from './log-parts.ts'
import type { Beside, QueuePlace } from './message-fates.ts'
import { needleSet } from './needle-set.ts'
import { joinSegments, splitById, type Joined } from './split-messages.ts'
import { sweepLogs } from './sweep-logs.ts'
import { idsOf, tellMessage } from './tell-message.ts'
import type { Follow, Seed, TraceFormat } from './trace-format.ts'

export type TraceSources = {
  format: TraceFormat
  logs: LogSource[]
  /** Looks into the queue; left out where there is only a log. Asked for what the log does not show to be done with. */
  lookInQueue?: (ids: string[]) => Promise<Map<string, QueuePlace>>
  /** Queue ids of messages that wait with this Message-ID, for servers that do not log it. */
  idsOfMessageId?: (messageId: string) => Promise<string[]>
  /** How much is read and searched at once; 1 MiB. */
  blockBytes?: number
}

/** Messages followed at once where not all that is found may fit. */
const BATCH = 500
/** So many of the first blocks with a find are followed at once, each a little, so that the first answer comes soon. */
const EARLY_LOOKS = 5
const EARLY_BYTES = 8_000_000
const SLICE_MS = 4

/**
 * Searches logs on bytes: first backwards for the lines that answer the question, then forwards for all lines of the
 * messages they are of. Tells each message as it is found, and again when more of it is known; `end` is the last line.
 * @throws the signal's reason when it is aborted
 */
export async function* traceLogs(query: TraceQuery, sources: TraceSources, options: TraceOptions): AsyncGenerator<TraceLine> {
  const search = await openSearch(query, sources, options)
  try {
    if (search.streams.length > 0) yield* searchAll(search)
    yield { kind: 'end', logsSince: search.logsSince, bytesRead: search.bytesRead(), unreadFiles: [...search.unread].slice(0, 20).map((name) => name.slice(-300)), isCut: search.isCut() }
  } finally {
    await search.close()
  }
}

type Search = Awaited<ReturnType<typeof openSearch>>

async function openSearch(query: TraceQuery, sources: TraceSources, options: TraceOptions) {
  const { format } = sources
  const since = Date.parse(query.since)
  const opened = await Promise.all(sources.logs.map((log) => openParts(log, format.readStamp, since - format.waitsMax, sources.blockBytes)))
  const streams = opened.map(({ parts }) => parts)
  const unread = new Set(opened.flatMap((one) => one.unread))
  const deadline = performance.now() + options.limitMs
  let bytesRead = 0
  let isCut = false
  let lastBreath = performance.now()

  /** Lets others run; true when there is no time left. */
  const pause = async (bytes: number): Promise<boolean> => {
    bytesRead += bytes
    if (performance.now() - lastBreath > SLICE_MS) {
      await setImmediate()
      lastBreath = performance.now()
    }
    options.signal.throwIfAborted()
    if (performance.now() > deadline) isCut = true
    return performance.now() > deadline
  }
  const gathering = openGathering({ format, streams, pause, unread: (name) => unread.add(name) })
  return {
    query, sources, options, streams, gathering, unread, pause, since,
    until: Date.parse(query.until),
    told: new Map<string, string>(),
    logsSince: logsSinceOf(streams),
    bytesRead: () => bytesRead,
    isCut: () => isCut || gathering.isFull(),
    cut: () => void (isCut = true),
    close: async () => void (await Promise.all(streams.flat().map((part) => part.close()))),
  }
}

/** Of several logs the one that reaches back least: before it, messages are not whole. */
function logsSinceOf(streams: LogPart[][]): string | null {
  const firsts = streams.map((parts) => parts.map(({ firstAt }) => firstAt).find((at) => at !== null)).filter((at) => at !== undefined)
  return firsts.length > 0 ? new Date(Math.max(...firsts)).toISOString() : null
}

async function* searchAll(search: Search): AsyncGenerator<TraceLine> {
  const { query, sources, gathering } = search
  const { format } = sources
  const known = query.queueId === undefined ? null : format.followId(query.queueId)
  if (known) {
    gathering.want(known)
    await gathering.run(EARLY_BYTES)
    // Not where its id says it must be: another host's, or the log has its stamps in another zone.
    if (gathering.lines().length === 0) gathering.forget()
    else {
      yield* tell(search, false)
      await gathering.run(Infinity)
      yield* tell(search, true)
      if (search.told.size > 0) return
    }
  }
  if (query.messageId !== undefined && sources.idsOfMessageId) {
    for (const id of await sources.idsOfMessageId(query.messageId)) gathering.want({ key: format.keyOfId(id), from: search.since - format.waitsMax, to: Infinity, seenAt: Infinity })
  }
  const seed = format.seedOf(query)
  if (seed) yield* searchBackwards(search, seed)
  await gathering.run(Infinity)
  await lookFurtherBack(search)
  yield* tell(search, true)
}

async function* searchBackwards(search: Search, seed: Seed): AsyncGenerator<TraceLine> {
  const { gathering, query } = search
  const { format } = search.sources
  let found: Follow[] = []
  let early = 0
  let followed = 0
  // Where nothing else must fit, all that is found is told.
  const isSimple = query.accounts === undefined && [query.messageId, query.queueId, query.account, query.sender, query.recipient].filter((one) => one !== undefined).length === 1
  const batch = isSimple ? query.messagesMax + 1 : Math.max(BATCH, query.messagesMax)
  const finds = sweepLogs({
    streams: search.streams,
    direction: 'backward',
    fromAt: search.since - 60_000,
    toAt: search.until + 60_000,
    needles: needleSet(seed.words),
    readStamp: format.readStamp,
    take: (text) => {
      const line = format.read(text)
      if (line && line.at >= search.since && line.at <= search.until) found.push(...seed.keysOf(line))
    },
    unread: (name) => search.unread.add(name),
  })
  for await (const { bytes } of finds) {
    if (await search.pause(bytes)) return
    if (found.length === 0) continue
    const fresh = found.filter((follow) => gathering.want(follow)).length
    found = []
    followed += fresh
    if (early < EARLY_LOOKS && fresh > 0) {
      early++
      await gathering.run(EARLY_BYTES)
      yield* tell(search, false)
    }
    if (followed < batch) continue
    await gathering.run(Infinity)
    yield* tell(search, true)
    if (search.told.size >= query.messagesMax) {
      search.cut()
      return
    }
    followed = 0
  }
}

/** A message whose beginning was not met waited longer than most: it is looked for as far back as mail may wait. */
async function lookFurtherBack({ gathering, sources, since, query, options }: Search): Promise<void> {
  const { format } = sources
  const beside: Beside = { ourActs: options.ourActs, places: null }
  const lacking = joinSegments(splitById(format.factsOf(gathering.lines())))
    .filter(({ root }) => !root.hasBirth && root.endsAt >= since)
    .filter((joined) => query.account !== undefined || query.accounts !== undefined || query.messageId !== undefined || fitsQuery(tellMessage(joined, beside), joined, { ...query, sender: undefined }))
  for (const { root } of lacking.slice(0, 50)) gathering.want({ key: format.keyOfId(root.id), from: root.startsAt - format.waitsMax, to: root.startsAt, seenAt: root.startsAt })
  if (lacking.length > 0) await gathering.run(Infinity)
}

/** Tells what is new or has changed; `isWhole`: all lines are read, so the queue is asked for what they leave open. */
async function* tell(search: Search, isWhole: boolean): AsyncGenerator<TraceLine> {
  const { query, sources, options, gathering, told } = search
  let beside: Beside = { ourActs: options.ourActs, places: null }
  let joined = joinSegments(splitById(sources.format.factsOf(gathering.lines())))
  if (isWhole && sources.lookInQueue) {
    const open = joined.filter(({ root, children }) => [root, ...children.map(({ segment }) => segment)].some(({ isRemoved }) => !isRemoved))
    const ids = [...new Set(open.flatMap(idsOf))]
    beside = { ...beside, places: ids.length > 0 ? await sources.lookInQueue(ids) : new Map() }
  }
  // Newest first, so that what is cut off are the oldest.
  joined = joined.sort((a, b) => b.root.startsAt - a.root.startsAt)
  for (const one of joined) {
    const message = tellOne(one, beside, query)
    if (message === null || message.queueIds.length === 0) continue
    const key = `${one.root.id} ${one.root.startsAt}`
    const text = JSON.stringify(message)
    if (told.get(key) === text) continue
    if (!told.has(key) && told.size >= query.messagesMax) return search.cut()
    told.set(key, text)
    yield { kind: 'message', message }
  }
}

function tellOne(joined: Joined, beside: Beside, query: TraceQuery): TracedMessage | null {
  const message = tellMessage(joined, beside)
  if (!fitsQuery(message, joined, query)) return null
  return query.accounts ? tellMessage(hideForwards(joined), beside) : message
}
