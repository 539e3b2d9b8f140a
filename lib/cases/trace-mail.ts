import { createHmac } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { may, type Role } from '../access/permissions.ts'
import { findAccount } from '../accounts/account-records.ts'
import { listAccountNames } from '../accounts/customer-account-records.ts'
import { AgentCallError } from '../agent-client/agent-call-error.ts'
import { connectAgent, type AgentClient } from '../agent-client/connect-agent.ts'
import { recordAudit } from '../audit/audit-records.ts'
import type { Doing } from '../audit/doing.ts'
import { AppError } from '../errors.ts'
import { hostsToCall, type HostToCall } from '../hosts/host-identity-records.ts'
import { isSilent } from '../hosts/host.ts'
import { openDeskKeys } from '../hosts/open-desk-keys.ts'
import type { TracedMessage, TraceQuery } from '../protocol/trace.ts'
import { findTracedMail } from '../quarantine/traced-mail-records.ts'
import { transact } from '../transact.ts'
import { annotateMessage } from '../traces/annotate-message.ts'
import { askHosts, type Asking, type HostSays } from '../traces/ask-hosts.ts'
import type { FoundLine, FoundMessage } from '../traces/found-line.ts'
import { queryOf, type TraceQuestion } from '../traces/trace.ts'
import { followHandovers, type Reach } from './follow-handovers.ts'
import { deskFor } from './join-host.ts'

/** Accounts that one query of the protocol may name. */
const ACCOUNTS_PER_QUERY = 1000
/** Mails of one host, and of all together. */
const MAILS_MAX = { support: { ofHost: 200, inAll: 500 }, customer: { ofHost: 50, inAll: 100 } }
const HOSTS_AT_ONCE = 64
/** An agent ends a search by itself after 30 s. One that was silent is asked too, but not waited for so long. */
const HEARD_LIMIT_MS = 40_000
const SILENT_LIMIT_MS = 8_000
/** An agent takes few searches at once. */
const BUSY_WAIT_MS = 400
const BUSY_ROUNDS = 25

export type TraceMail = {
  question: TraceQuestion
  roles: readonly Role[]
  deskSecret: string
  signal: AbortSignal
  /** How an agent is asked; tests put their own in its place. */
  ask?: Asking<HostToCall>['ask']
}

/** Whose mail may be told: everybody's (null), or that of these accounts. */
type Scope = { accounts: string[] | null; max: { ofHost: number; inAll: number }; nameOf: (host: HostToCall) => string }

/**
 * Asks all hosts where a mail is and gives the lines of the answer as they come. Nothing of the mail is kept; the audit
 * has who asked for what kind of thing. A customer's own accounts are read here and go into every query; what a host
 * tells of any other is dropped, so that another's mail answers as one that never was.
 *
 * @throws AppError `not-found` for whoever may neither see the desk nor has mail of his own
 */
export async function* traceMail({ db, now, actor }: Doing, { question, roles, deskSecret, signal, ask }: TraceMail): AsyncGenerator<FoundLine> {
  const hosts = await hostsToCall(db)
  const scope = await scopeOf({ db, now, actor }, roles, hosts)
  await transact(db, (tx) => recordAudit(tx, { at: now, actor, action: 'trace mail', subject: subjectOf(question, actor, deskSecret), after: { span: question.span, until: question.until } }))

  const queries = queriesOf(question, scope, now)
  const whole = queryOf(question, { accounts: null, messagesMax: 1, now })
  yield { kind: 'asking', hosts: hosts.map((host) => ({ host: scope.nameOf(host), heardAt: scope.accounts ? null : (host.lastReadAt?.toISOString() ?? null) })), since: whole.since, until: whole.until }

  const clients = new Map<number, AgentClient>()
  try {
    const reach = askPatiently(ask ?? (await reachAgents(db, deskSecret, now, clients)))
    const knownHere = scope.accounts ? async () => null : knownToDesk(db)
    const counted = new Map<number, Set<string>>()
    let found = 0
    const asking = { hosts: [...hosts].sort((a, b) => Number(isSilent(a, now)) - Number(isSilent(b, now))), queries, ask: reach, atOnceMax: HOSTS_AT_ONCE, signal, timeLimitMs: (host: HostToCall) => (isSilent(host, now) ? SILENT_LIMIT_MS : HEARD_LIMIT_MS) }
    for await (const said of askHosts(asking)) {
      const host = scope.nameOf(said.host)
      if (said.kind === 'host') yield hostLine(said, host, scope)
      else if (isInScope(said.message, scope)) {
        const ids = counted.get(said.host.id) ?? new Set()
        counted.set(said.host.id, ids)
        if (!said.message.queueIds.some((id) => ids.has(id))) found += 1
        for (const id of said.message.queueIds) ids.add(id)
        if (found > scope.max.inAll) return yield { kind: 'end', isCut: true }
        const { message, parts } = await followHandovers(said.message, said.host, { hosts, reach, signal, isOwner: scope.accounts !== null })
        yield { kind: 'message', message: annotateMessage(message, host, await knownHere(said.host, message)) }
        for (const part of parts) yield { kind: 'message', message: annotateMessage(part.message, scope.nameOf(part.host), await knownHere(part.host, part.message)) }
      }
    }
    if (!signal.aborted) yield { kind: 'end', isCut: false }
  } finally {
    for (const client of clients.values()) client.close()
  }
}

async function scopeOf({ db, actor }: Doing, roles: readonly Role[], hosts: HostToCall[]): Promise<Scope> {
  if (actor.kind === 'person' && may({ roles }, 'see-desk')) return { accounts: null, max: MAILS_MAX.support, nameOf: ({ name }) => name }
  if (actor.kind !== 'customer' || !may({ roles }, 'see-own')) throw new AppError('not-found', 'A trace by somebody who has no mail here')
  const numbers = new Map(hosts.map((host, index) => [host.id, String(index + 1)]))
  return { accounts: await listAccountNames(db, actor.customerId), max: MAILS_MAX.customer, nameOf: ({ id }) => numbers.get(id) ?? '' }
}

function queriesOf(question: TraceQuestion, { accounts, max }: Scope, now: Date): TraceQuery[] {
  const query = (own: string[] | null) => queryOf(question, { accounts: own, messagesMax: max.ofHost, now })
  if (!accounts) return [query(null)]
  // Of nobody's accounts there is nothing to ask.
  const parts = Math.ceil(accounts.length / ACCOUNTS_PER_QUERY)
  return Array.from({ length: parts }, (_, part) => query(accounts.slice(part * ACCOUNTS_PER_QUERY, (part + 1) * ACCOUNTS_PER_QUERY)))
}

/** One that is busy is asked again, as long as there is time. */
function askPatiently(ask: Reach): Reach {
  return async function* (host, query, signal) {
    for (let left = BUSY_ROUNDS; ; left -= 1) {
      try {
        return yield* ask(host, query, signal)
      } catch (error) {
        // Busy is said before anything else, so nothing is told twice.
        if (left === 0 || signal.aborted || !(error instanceof AgentCallError) || error.code !== 'busy') throw error
      }
      await wait(BUSY_WAIT_MS, undefined, { signal }).catch(() => undefined)
    }
  }
}

/** Names of files are none of a customer's business; that a host could not look everywhere is. */
function hostLine({ outcome, logsSince, unreadFiles, isCut }: Extract<HostSays<HostToCall>, { kind: 'host' }>, host: string, { accounts }: Scope): FoundLine {
  if (accounts === null) return { kind: 'host', host, outcome, logsSince, unreadFiles, isCut }
  return { kind: 'host', host, outcome: outcome === 'answered' && unreadFiles.length > 0 ? 'failed' : outcome, logsSince: null, unreadFiles: [], isCut }
}

/** Asked of the hosts already; asked again of what they say, since an agent may be older or wrong. */
function isInScope({ account }: TracedMessage, { accounts }: Scope): boolean {
  return accounts === null || (account !== null && accounts.includes(account))
}

/**
 * Accounts and queue ids are names of ours and stand as they are. Message-IDs and addresses are somebody's, and the audit
 * is kept ten years: it has a keyed hash, by which it can be found out whether a given one was asked for, and no more.
 * Of customers, who ask for their own mail alone, only the kind.
 */
function subjectOf({ kind, needle }: TraceQuestion, actor: Doing['actor'], deskSecret: string): string {
  if (actor.kind === 'customer') return kind
  const isOurs = kind === 'account' || kind === 'queue-id'
  return `${kind} ${isOurs ? needle : `#${hashOfNeedle(needle, deskSecret)}`}`
}

/** The hash under which the audit has a Message-ID or an address. */
export function hashOfNeedle(needle: string, deskSecret: string): string {
  return createHmac('sha256', deskSecret).update(`trace mail\n${needle.toLowerCase()}`).digest('hex').slice(0, 32)
}

async function reachAgents(db: Doing['db'], deskSecret: string, now: Date, clients: Map<number, AgentClient>): Promise<Asking<HostToCall>['ask']> {
  const keys = await openDeskKeys(db, deskSecret, now)
  return (host, query, signal) => {
    const client = clients.get(host.id) ?? connectAgent(deskFor(keys, host))
    clients.set(host.id, client)
    return client.trace(query, { signal })
  }
}

/** What the desk knows besides, asked at most once of each account. */
function knownToDesk(db: Doing['db']): (host: HostToCall, message: TracedMessage) => Promise<FoundMessage['known']> {
  const accounts = new Map<string, Promise<boolean>>()
  const isAccount = (name: string) => {
    const asked = accounts.get(name) ?? findAccount(db, name).then((row) => row !== null)
    accounts.set(name, asked)
    return asked
  }
  return async (host, { account, fate, steps, queueIds }) => {
    const mayBeHeld = fate !== 'queued' && (fate !== 'delivered' || steps.some(({ what }) => what === 'quarantined' || what === 'held'))
    const [isKnown, held] = await Promise.all([account ? isAccount(account) : false, mayBeHeld ? findTracedMail(db, host.id, queueIds) : null])
    return { account: isKnown, ticket: held?.ticketNumber ?? null, isQuarantined: held !== null }
  }
}
