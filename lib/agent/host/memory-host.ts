import { once, EventEmitter } from 'node:events'
import type { HostKind } from '../../protocol/readings.ts'
import type { MessageRef, MoveFailure, MoveResult, QueuedMessage } from '../../protocol/messages.ts'
import type { Act, LogBatch, LogEvent, MailHost, RelayState, UnfinishedAct } from './mail-host.ts'
import { traceMemory } from './memory-trace.ts'
import { openMemoryStore, type MemoryState, type MemoryStore } from './memory-store.ts'

const LINES_PER_BATCH = 5000
type Stored = MemoryState['messages'][number]

export type SentMail = {
  account: string | null
  sender?: string
  recipients: string[]
  clientIp?: string
  body?: string
  /** The client was past RCPT when the lock came: taken in although the relay is locked. */
  isPastRcpt?: boolean
  /** What was decided at its RCPT: held for a watch that may be over by now. Arrived then. */
  heldSince?: Date
}

export type MemoryHost = {
  host: MailHost
  state: MemoryState
  /** A client hands in a mail; null when the host refuses it. */
  send(mail: SentMail): string | null
  /** One delivery attempt for all recipients of a message that is in delivery; false when it is not. */
  attempt(id: string, outcome: 'delivered' | 'deferred' | 'bounced', reply?: string, isUnknownUser?: boolean): boolean
  /** The host makes a bounce about a message. */
  bounce(parentId: string): string
  /** A login or recipient refused for another reason than the lock. */
  refuse(account: string, why: 'unknown-user' | 'other', clientIp?: string): void
}

type Options = {
  now: () => Date
  kind?: HostKind
  stateFile?: string
  /** Called before and after each change of the host; for tests that stop the program at any of them. */
  onStep?: (step: string) => void
  /** Called by `setRelay` before it acts; for tests of a slow or failing host. */
  beforeRelay?: (account: string, state: RelayState) => Promise<void>
  /** What the n-th message is called; `M000001` and so on when left out. */
  nameOf?: (n: number) => string
  /** How the host writes an event into its log; a short line when left out. */
  lineOf?: (event: LogEvent) => string
}

/** A mail server in memory that behaves like a real one towards the agent; for tests and for simulations of many hosts. */
export function makeMemoryHost(options: Options): MemoryHost {
  const store = openMemoryStore(options.stateFile ?? null, options.nameOf)
  const lines = new EventEmitter().setMaxListeners(0)
  const change = (name: string, apply: () => void) => {
    options.onStep?.(`before ${name}`)
    apply()
    store.changed()
    options.onStep?.(`after ${name}`)
  }
  const write = (...events: LogEvent[]) => {
    const { lineOf } = options
    store.state.lines.push(...(lineOf ? events.map((event) => ({ ...event, line: lineOf(event) })) : events))
    lines.emit('line')
  }

  return {
    state: store.state,
    host: {
      kind: options.kind ?? 'postfix',
      capabilities: { locks: true, quarantines: true, locksOpenSessions: true, hasDoor: true, watches: options.kind === 'qmail' ? 'queue' : 'account', movesOutOfQueue: false },
      check: async () => ({ mtaVersion: 'memory 1' }),
      queue: async () => queueFigures(store.state),
      find: async (query) => findStored(store.state, query).map(asQueued),
      trace: (query, traceOptions) => traceMemory(store.state, query, traceOptions),
      readHeaders: async (ids, names) => readStoredHeaders(store.state, ids, names),
      quarantine: async (act, refs) => moveAll(store.state, act, refs, (message) => takeOut(message, change)),
      release: async (act, refs) => moveAll(store.state, act, refs, (message) => giveBack(message, change)),
      delete: async (act, refs) => moveAll(store.state, act, refs, (message) => remove(message, change)),
      retry: async (refs) => ({ moved: refs.map((ref) => ref.id), already: [], failed: [] }),
      recover: async (unfinished) => recover(store.state, unfinished, change),
      async setRelay(account, state) {
        await options.beforeRelay?.(account, state)
        change(`relay ${state}`, () => {
          store.state.relays[account] = state
        })
      },
      relay: async (account) => store.state.relays[account] ?? 'open',
      restrictedAccounts: async () => new Map(Object.entries(store.state.relays).filter(([, state]) => state !== 'open')),
      async setDoor(door) {
        store.state.door = door.addresses.map((address) => address.toLowerCase())
        store.changed()
      },
      follow: (from, take, signal) => followLines(store.state, lines, from, take, signal),
    },
    send: (mail) => sendMail(store, mail, options.now, write),
    attempt: (id, outcome, reply = '', isUnknownUser = false) => attemptAll(store, id, { outcome, reply, isUnknownUser }, options.now, write),
    bounce: (parentId) => makeBounce(store, parentId, options.now, write),
    refuse(account, why, clientIp = '192.0.2.1') {
      write({ kind: 'refused', at: options.now(), account, clientIp, why, line: `refused ${account} ${why}` })
      store.changed()
    },
  }
}

type Change = (name: string, apply: () => void) => void
type Moved = 'moved' | 'already' | MoveFailure['reason']

function takeOut(message: Stored, change: Change): Moved {
  if (message.place === 'quarantine') return 'already'
  change(`quarantine ${message.id}`, () => {
    message.place = 'quarantine'
  })
  return 'moved'
}

function giveBack(message: Stored, change: Change): Moved {
  if (message.place !== 'quarantine' && message.place !== 'hold') return 'already'
  change(`release ${message.id}`, () => {
    message.place = 'active'
  })
  return 'moved'
}

function remove(message: Stored, change: Change): Moved {
  if (message.place !== 'quarantine') return 'not-ours'
  change(`delete ${message.id}`, () => {
    message.isGone = 'deleted'
  })
  return 'moved'
}

function moveAll(state: MemoryState, act: Act, refs: MessageRef[], move: (message: Stored) => Moved): MoveResult {
  const result: MoveResult = { moved: [], already: [], failed: [] }
  for (const ref of refs) {
    const message = state.messages.find((one) => one.id === ref.id && !one.isGone)
    if (!message) result.failed.push({ id: ref.id, reason: 'not-found' })
    else if (message.sender !== ref.sender || message.size !== ref.size) result.failed.push({ id: ref.id, reason: 'changed' })
    else {
      act.note('move', { id: ref.id })
      const outcome = move(message)
      if (outcome === 'moved' || outcome === 'already') result[outcome].push(ref.id)
      else result.failed.push({ id: ref.id, reason: outcome })
    }
  }
  return result
}

/** Finishes the steps that were noted; what was not noted was not begun. */
function recover(state: MemoryState, unfinished: UnfinishedAct, change: Change): MoveResult {
  const moves = { quarantine: takeOut, release: giveBack, delete: remove }
  const result: MoveResult = { moved: [], already: [], failed: [] }
  for (const { data } of unfinished.steps) {
    const { id } = data as { id: string }
    const message = state.messages.find((one) => one.id === id)
    if (!message || message.isGone) {
      if (message?.isGone === 'deleted') result.already.push(id)
      continue
    }
    const outcome = moves[unfinished.verb](message, change)
    if (outcome === 'moved' || outcome === 'already') result[outcome].push(id)
  }
  return result
}

function sendMail(store: MemoryStore, mail: SentMail, now: () => Date, write: (...events: LogEvent[]) => void): string | null {
  const { state } = store
  const relay = mail.account === null ? 'open' : (state.relays[mail.account] ?? 'open')
  const clientIp = mail.clientIp ?? '192.0.2.1'
  const isDoor = mail.recipients.every((recipient) => state.door.includes(recipient.toLowerCase()))
  if (relay === 'locked' && !isDoor && !mail.isPastRcpt && !mail.heldSince) {
    write({ kind: 'refused', at: now(), account: mail.account, clientIp, why: 'relay-lock', line: `refused ${mail.account ?? ''}` })
    store.changed()
    return null
  }
  const message = newMessage(store, mail, relay === 'watched' || mail.heldSince ? 'hold' : 'active', mail.heldSince ?? now())
  const line = `${message.id} ${mail.account ?? ''}`
  write({ kind: 'accepted', at: now(), id: message.id, account: mail.account, clientIp, line: `accepted ${line}` })
  // As with Postfix: it is the queue manager that says how many recipients a mail has, and it does not see what is held.
  if (message.place !== 'hold') {
    write({ kind: 'sized', at: now(), id: message.id, sender: message.sender, recipients: mail.recipients.length, size: message.size, line: `sized ${line}` })
  }
  store.changed()
  return message.id
}

function newMessage({ state, nameOf }: MemoryStore, mail: SentMail, place: Stored['place'], at: Date): Stored {
  const body = mail.body ?? `Subject: mail ${state.nextId}\n\nbody ${state.nextId}\n`
  const message: Stored = {
    id: nameOf(state.nextId),
    account: mail.account,
    witnesses: mail.account === null ? [] : ['sasl'],
    sender: mail.sender ?? 'someone@elsewhere.example',
    recipients: mail.recipients,
    size: body.length,
    arrivedAt: at.toISOString(),
    place,
    parentId: null,
    body,
    left: [],
    isGone: null,
  }
  state.nextId += 1
  state.messages.push(message)
  return message
}

type Outcome = { outcome: 'delivered' | 'deferred' | 'bounced'; reply: string; isUnknownUser: boolean }

function attemptAll(store: MemoryStore, id: string, what: Outcome, now: () => Date, write: (...events: LogEvent[]) => void): boolean {
  const message = store.state.messages.find((one) => one.id === id && !one.isGone)
  if (!message || message.place === 'hold' || message.place === 'quarantine') return false

  for (const recipient of message.recipients) {
    write({ kind: 'attempt', at: now(), id, recipient, relay: null, isLocal: false, ip: null, ...what, line: `attempt ${id} ${recipient} ${what.outcome}` })
    if (what.outcome === 'delivered') message.left.push({ to: recipient, body: message.body })
  }
  if (what.outcome === 'deferred') message.place = 'deferred'
  else {
    message.isGone = what.outcome
    write({ kind: 'removed', at: now(), id, line: `removed ${id}` })
  }
  store.changed()
  return true
}

function makeBounce(store: MemoryStore, parentId: string, now: () => Date, write: (...events: LogEvent[]) => void): string {
  const parent = store.state.messages.find((one) => one.id === parentId)
  const bounce = newMessage(store, { account: null, sender: '', recipients: [parent?.sender ?? 'unknown@elsewhere.example'] }, 'active', now())
  bounce.parentId = parentId
  bounce.witnesses = ['parent']
  write({ kind: 'bounce-made', at: now(), id: bounce.id, parentId, line: `bounce ${bounce.id} for ${parentId}` })
  store.changed()
  return bounce.id
}

function findStored(state: MemoryState, query: { account: string } | { ids: string[] } | 'all'): Stored[] {
  const here = state.messages.filter((message) => !message.isGone)
  if (query === 'all') return here
  if ('account' in query) return here.filter((message) => message.account === query.account)
  const ids = new Set(query.ids)
  return here.filter((message) => ids.has(message.id))
}

function asQueued({ body: _body, left: _left, isGone: _gone, ...message }: Stored): QueuedMessage {
  return { ...message, recipients: [...message.recipients], witnesses: [...message.witnesses] }
}

function readStoredHeaders(state: MemoryState, ids: string[], names: string[]): Map<string, Record<string, string>> {
  return new Map(findStored(state, { ids }).map((message) => [message.id, headersOf(message.body, names)]))
}

function headersOf(body: string, names: string[]): Record<string, string> {
  const lines = (body.split('\n\n')[0] ?? '').split('\n').map((line) => line.split(/:\s*/, 2))
  return Object.fromEntries(lines.flatMap(([name = '', value = '']) => (names.includes(name.toLowerCase()) ? [[name.toLowerCase(), value]] : [])))
}

function queueFigures(state: MemoryState) {
  const here = state.messages.filter((message) => !message.isGone)
  const at = (place: Stored['place']) => here.filter((message) => message.place === place).length
  const oldest = here.filter((message) => message.place !== 'quarantine').map((message) => message.arrivedAt).sort()[0]
  return { total: here.length - at('quarantine'), active: at('active'), deferred: at('deferred'), held: at('hold'), quarantined: at('quarantine'), oldestAt: oldest ?? null }
}

async function followLines(
  state: MemoryState,
  lines: EventEmitter,
  from: string | null,
  take: (batch: LogBatch) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  let next = from === null ? state.lines.length : Number(from)
  await take({ events: [], lines: 0, position: String(next), behindBytes: state.lines.length - next })
  while (!signal.aborted) {
    if (next >= state.lines.length) {
      await once(lines, 'line', { signal }).catch(() => undefined)
      continue
    }
    const events = state.lines.slice(next, next + LINES_PER_BATCH)
    next += events.length
    await take({ events, lines: events.length, position: String(next), behindBytes: state.lines.length - next })
  }
}
