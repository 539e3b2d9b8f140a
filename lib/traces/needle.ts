import { accountName, queueId } from '../protocol/primitives.ts'

/** What somebody may look for a mail by. */
export const needleKinds = ['message-id', 'queue-id', 'account', 'sender', 'recipient'] as const
export type NeedleKind = (typeof needleKinds)[number]

/** What was typed, understood: `kind` is the likeliest, `kinds` all that it can be, the likeliest first. `isTold`: the words around it said so. */
export type Needle = { value: string; kind: NeedleKind; kinds: NeedleKind[]; isTold: boolean }

/** What stands before it where people copy from: log lines, headers, replies. */
const TELLING: [RegExp, NeedleKind][] = [
  [/^message-?id\s*[:=]\s*/i, 'message-id'],
  [/^sasl_username=/i, 'account'],
  [/^(?:orig_)?to\s*[:=]\s*/i, 'recipient'],
  [/^mailto:/i, 'recipient'],
  [/^from\s*[:=]\s*/i, 'sender'],
  [/^(?:250 .*)?\bqueued as\s+/i, 'queue-id'],
]

/** As mail programs write an address: `Anna Muster <anna@example.org>`. */
const NAMED_ADDRESS = /^[^<>=:]+\s<([^<>\s]+@[^<>\s]+)>$/

const QUEUE_IDS = [
  // Postfix: short ids are hexadecimal, long ones of digits and letters.
  /^(?=.*\d)[0-9A-F]{6,15}$/,
  /^(?=.*\d)(?=.*[A-Z])[0-9A-Za-z]{10,20}$/,
  // Exim before and since 4.97.
  /^[0-9A-Za-z]{6}-[0-9A-Za-z]{6}-[0-9A-Za-z]{2}$/,
  /^[0-9A-Za-z]{6}-[0-9A-Za-z]{11}-[0-9A-Za-z]{4}$/,
  // qmail: the inode's number.
  /^\d{3,}$/,
]

/**
 * Reads what was typed or pasted into the one field: a Message-ID with or without its brackets, a queue id of Postfix,
 * qmail or Exim, an account, an address. Null when nothing of it can be looked for.
 */
export function readNeedle(typed: string): Needle | null {
  const text = typed.trim().replace(NAMED_ADDRESS, 'to=<$1>')
  const telling = TELLING.find(([pattern]) => pattern.test(text))
  const told = telling?.[1]
  const bare = telling ? text.replace(telling[0], '') : text
  const isBracketed = /^<[^<>]+>[,;]?$/.test(bare)
  const value = bare.replace(/[,;:]+$/, '').replace(/^<([^<>]+)>$/, '$1').trim()
  if (value.length > 998 || /[\s\p{Cc}<>]/u.test(value) || !/[\p{L}\p{N}]/u.test(value)) return null

  const possible = needleKinds.filter((kind) => mayBe(kind, value))
  const likeliest = told && possible.includes(told) ? told : likeliestOf(value, isBracketed, possible)
  return { value, kind: likeliest, kinds: [likeliest, ...possible.filter((kind) => kind !== likeliest)], isTold: told === likeliest }
}

/** Whether a text in the palette is worth the offer to trace it: an id or an address, not a name. */
export function looksTraceable(typed: string): boolean {
  const needle = readNeedle(typed)
  return needle !== null && (needle.isTold || needle.value.includes('@') || (isQueueId(needle.value) && needle.value.length >= 6))
}

function mayBe(kind: NeedleKind, value: string): boolean {
  switch (kind) {
    case 'message-id':
      return true
    case 'queue-id':
      return queueId.safeParse(value).success
    case 'account':
      return accountName.safeParse(value).success
    case 'sender':
    case 'recipient':
      return /^[^@]+@[^@]+$/.test(value) && !value.startsWith('uid:')
  }
}

function likeliestOf(value: string, isBracketed: boolean, possible: NeedleKind[]): NeedleKind {
  const wanted = value.startsWith('uid:') ? 'account'
    : value.includes('@') ? (isBracketed || isLikeMessageId(value) ? 'message-id' : 'recipient')
    : isQueueId(value) ? 'queue-id'
    : isBracketed ? 'message-id' : 'account'
  return possible.includes(wanted) ? wanted : 'message-id'
}

function isQueueId(value: string): boolean {
  return QUEUE_IDS.some((pattern) => pattern.test(value))
}

/** Programs write ids that no person would have as an address: long, full of digits, at a machine's name. */
function isLikeMessageId(value: string): boolean {
  const [local = '', domain = ''] = value.split('@')
  return local.length > 40 || /[$%]/.test(local) || /\d{8,}/.test(local) || /[0-9a-f]{8}-[0-9a-f]{4}-/i.test(local) || !domain.includes('.') || /\.(local|localdomain|internal|lan)$/i.test(domain) || /^(mail\.gmail|.*\.prod\.outlook)\.com$/i.test(domain)
}
