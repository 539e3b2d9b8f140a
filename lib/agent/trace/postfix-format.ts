import { parsePostfixLine, type PostfixFact } from '../logs/postfix-line.ts'
import { accountOfSaslName } from '../logs/postfix-events.ts'
import { readStamp } from '../logs/postfix-stamp.ts'
import { isAddressed, isSameAddress, isSameMessageId, messageIdWords } from './query-words.ts'
import type { TraceFact } from './trace-fact.ts'
import type { Follow, PickedLine, Seed, TraceFormat } from './trace-format.ts'

/** A line of a message that was put on hold or thrown away by a rule as it came in. */
type Ruled = { kind: 'ruled'; id: string; action: 'hold' | 'discard' }
type Said = { fact: Exclude<PostfixFact, { id: null }> | Ruled; id: string; goesOn: { id: string; how: 'forward' | 'filter' } | null; originalId: string | null }
type Line = PickedLine<Said>

export type PostfixAccounts = {
  /** The account of mail that a local program handed in. */
  accountOfUid(uid: number, sender: string): string | null
  /** What stands in the line of such mail of an account; null: it is no local user's name. */
  wordOfUid(account: string): string | null
}

const MINUTE = 60_000
const SLACK = 10 * MINUTE
/** How far a message is looked back for at first; nearly all are younger when they are delivered. */
const LIKELY_AGE = 60 * MINUTE
const MAXIMAL_QUEUE_LIFETIME = 5 * 86_400_000
const RULED = /: ([0-9A-Za-z]{5,32}): (?:milter-)?(hold|discard): /
const QUEUED_AS = /queued as ([0-9A-Za-z]{5,32})\b/
const FORWARDED_AS = /^forwarded as ([0-9A-Za-z]{5,32})\b/
const ORIGINAL_ID = /, orig_queue_id=([0-9A-Za-z]{5,32})/
const LOOPBACK = /\[(?:127\.[\d.]+|::1)\]/

/** Postfix's log, as `parsePostfixLine` reads it: messages are joined by queue ids. */
export function postfixFormat(accounts: PostfixAccounts, now: () => Date): TraceFormat<Said> {
  const read = (text: string): Line | null => {
    const line = parsePostfixLine(text, now())
    const said = line && saidBy(line.fact, text)
    return said && { at: line.at.getTime(), said, keys: [said.id, ...linksOf(said)] }
  }
  return {
    readStamp: (text) => readStamp(text, now())?.at.getTime() ?? null,
    read,
    seedOf: (query) => {
      if (query.queueId !== undefined) return seedOfId(query.queueId)
      if (query.messageId !== undefined) return seedOfMessageId(query.messageId)
      if (query.recipient !== undefined) return seedOfRecipient(query.recipient)
      if (query.sender !== undefined) return seedOfSender(query.sender)
      return query.account === undefined ? null : seedOfAccount(query.account, accounts)
    },
    followId: (id) => {
      const birth = birthOf(id)
      return birth === null ? null : { key: id, from: birth - SLACK, to: Infinity, seenAt: birth }
    },
    follows: (line) => [followOwn(line), ...followLinks(line)],
    ends: ({ said: { fact, id } }) => (fact.kind === 'removed' || (fact.kind === 'moved-by-hand' && fact.what === 'removed') ? [id] : []),
    wordsOf: (id) => [id],
    keyOfId: (id) => id,
    waitsMax: MAXIMAL_QUEUE_LIFETIME,
    factsOf: (lines) => lines.flatMap((line) => factsOf(line, accounts)),
  }
}

function saidBy(fact: PostfixFact, text: string): Said | null {
  const ruled = RULED.exec(text)
  if (ruled?.[1]) return { fact: { kind: 'ruled', id: ruled[1], action: ruled[2] === 'hold' ? 'hold' : 'discard' }, id: ruled[1], goesOn: null, originalId: null }
  if (!('id' in fact) || fact.id === null) return null
  const originalId = fact.kind === 'pickup' ? fact.originalId : fact.kind === 'client' && LOOPBACK.test(`[${fact.clientIp}]`) ? (ORIGINAL_ID.exec(text)?.[1] ?? null) : null
  return { fact: fact as Said['fact'], id: fact.id, goesOn: fact.kind === 'delivery' ? goesOnAs(fact) : null, originalId }
}

/** A content filter of this host that gave the message back, or an alias that sent it on. */
function goesOnAs(fact: Extract<PostfixFact, { kind: 'delivery' }>): Said['goesOn'] {
  if (fact.status !== 'sent') return null
  const forwarded = FORWARDED_AS.exec(fact.reply)?.[1]
  if (forwarded) return { id: forwarded, how: 'forward' }
  const queued = LOOPBACK.test(fact.relay) ? QUEUED_AS.exec(fact.reply)?.[1] : undefined
  return queued ? { id: queued, how: 'filter' } : null
}

function linksOf({ fact, goesOn, originalId }: Said): string[] {
  const ids = [goesOn?.id, originalId, fact.kind === 'bounce' ? fact.bounceId : null]
  return ids.filter((id) => id !== null && id !== undefined)
}

function followOwn({ at, said }: Line): Follow {
  const birth = birthOf(said.id)
  const { kind } = said.fact
  // Nothing is said of an id before the client or the program that handed the message in.
  if (kind === 'client' || kind === 'pickup') return { key: said.id, from: at - MINUTE, to: Infinity, seenAt: at }
  const begun = kind === 'message-id' ? at - SLACK : at - LIKELY_AGE
  // The clock of the id and the stamp of the line may stand in different zones.
  return { key: said.id, from: birth === null ? begun : Math.min(birth, at) - SLACK, to: Infinity, seenAt: at }
}

function followLinks({ at, said }: Line): Follow[] {
  const links: Follow[] = []
  const { fact, goesOn, originalId } = said
  if (fact.kind === 'bounce') links.push({ key: fact.bounceId, from: at - MINUTE, to: Infinity, seenAt: at })
  if (goesOn) links.push({ key: goesOn.id, from: at - SLACK, to: Infinity, seenAt: at })
  if (originalId !== null) links.push({ key: originalId, from: (birthOf(originalId) ?? at - LIKELY_AGE) - SLACK, to: Infinity, seenAt: at })
  return links
}

const BASE_52 = '0123456789BCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz'

/** A long id begins with the second it was made in, six digits to the base 52 (mail_queue.h). A short one does not tell. */
function birthOf(id: string): number | null {
  if (id.lastIndexOf('z') < 10) return null
  let seconds = 0
  for (const digit of id.slice(0, 6)) {
    const value = BASE_52.indexOf(digit)
    if (value < 0) return null
    seconds = seconds * 52 + value
  }
  return seconds > 1_000_000_000 && seconds < 10_000_000_000 ? seconds * 1000 : null
}

const own = (line: PickedLine<unknown>): Follow[] => [followOwn(line as Line)]
const factIn = (line: PickedLine<unknown>) => (line as Line).said.fact

function seedOfId(id: string): Seed {
  return { words: [id], keysOf: (line) => (line.keys.includes(id) ? [{ ...followOwn(line as Line), key: id }] : []) }
}

function seedOfMessageId(messageId: string): Seed {
  return {
    words: messageIdWords('message-id=', messageId),
    keysOf: (line) => {
      const fact = factIn(line)
      return fact.kind === 'message-id' && isSameMessageId(fact.messageId, messageId) ? own(line) : []
    },
  }
}

function seedOfRecipient(recipient: string): Seed {
  return {
    words: [`to=<${recipient}>`],
    keysOf: (line) => {
      const fact = factIn(line)
      return fact.kind === 'delivery' && isAddressed(recipient, fact.recipient, fact.originalRecipient) ? own(line) : []
    },
  }
}

function seedOfSender(sender: string): Seed {
  return {
    words: [`from=<${sender}>`],
    keysOf: (line) => {
      const fact = factIn(line)
      return (fact.kind === 'queued' || fact.kind === 'pickup') && isSameAddress(fact.sender, sender) ? own(line) : []
    },
  }
}

function seedOfAccount(account: string, accounts: PostfixAccounts): Seed {
  const local = accounts.wordOfUid(account)
  return {
    words: [`sasl_username=${account}`, ...(local === null ? [] : [local])],
    keysOf: (line) => (accountOf(factIn(line), accounts) === account.toLowerCase() ? own(line) : []),
  }
}

function accountOf(fact: Said['fact'], accounts: PostfixAccounts): string | null {
  if (fact.kind === 'client') return accountOfSaslName(fact.saslName)
  return fact.kind === 'pickup' && fact.originalId === null ? accounts.accountOfUid(fact.uid, fact.sender) : null
}

function factsOf({ at, said }: Line, accounts: PostfixAccounts): TraceFact[] {
  const { fact, id, goesOn, originalId } = said
  switch (fact.kind) {
    case 'client':
      return [{ id, at, kind: 'accepted', account: accountOf(fact, accounts), sender: null, host: `${fact.clientName}[${fact.clientIp}]`, messageId: null, parentId: originalId, isLocal: false }]
    case 'pickup':
      return [{ id, at, kind: 'accepted', account: accountOf(fact, accounts), sender: fact.sender, host: null, messageId: null, parentId: originalId, isLocal: true }]
    case 'message-id':
      return [{ id, at, kind: 'message-id', messageId: fact.messageId }]
    case 'queued':
      return [{ id, at, kind: 'queued', sender: fact.sender, size: fact.size, recipients: fact.recipients }]
    case 'delivery':
      return [{ id, at, kind: 'attempt', recipient: fact.recipient, alias: fact.originalRecipient, outcome: fact.status === 'sent' ? 'delivered' : fact.status, reply: fact.reply, host: fact.relay === 'none' ? null : fact.relay, goesOn, nextTryAt: null }]
    case 'expired':
      return [{ id, at, kind: 'expired' }]
    case 'bounce':
      return [{ id, at, kind: 'bounce-made', bounceId: fact.bounceId, about: fact.about }]
    case 'removed':
      return [{ id, at, kind: 'removed' }]
    case 'moved-by-hand':
      return fact.what === 'expired' ? [] : [{ id, at, kind: fact.what === 'removed' ? 'deleted' : fact.what }]
    case 'ruled':
      return [{ id, at, kind: fact.action === 'hold' ? 'held' : 'deleted' }]
    case 'refused':
    case 'login-failed':
    case 'other':
      return []
  }
}
