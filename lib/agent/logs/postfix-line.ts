import { readStamp } from './postfix-stamp.ts'

/** What one Postfix log line says. `other`: a line that was understood to hold nothing of interest here. */
export type PostfixFact =
  | { kind: 'client'; id: string; clientName: string; clientIp: string; saslName: string | null }
  | { kind: 'pickup'; id: string; uid: number; sender: string; originalId: string | null }
  | { kind: 'message-id'; id: string; messageId: string }
  | { kind: 'queued'; id: string; sender: string; size: number; recipients: number }
  | {
      kind: 'delivery'
      id: string
      recipient: string
      originalRecipient: string | null
      relay: string
      dsn: string
      status: 'sent' | 'deferred' | 'bounced'
      reply: string
    }
  | { kind: 'expired'; id: string; sender: string; isForced: boolean }
  | { kind: 'bounce'; id: string; bounceId: string; about: 'failure' | 'delay' | 'success' }
  | { kind: 'removed'; id: string }
  | {
      kind: 'refused'
      id: string | null
      action: string
      stage: string
      clientIp: string
      dsn: string | null
      text: string
      sender: string | null
      recipient: string | null
      saslName: string | null
    }
  | { kind: 'login-failed'; clientIp: string; saslName: string | null }
  | { kind: 'moved-by-hand'; id: string; what: 'held' | 'released' | 'requeued' | 'removed' | 'expired' }
  | { kind: 'other' }

/** `instance` is the syslog name (`postfix`, `postfix/submission`, `postfix-out`), `program` the daemon. */
export type PostfixLine = { at: Date; host: string; instance: string; program: string; pid: number; fact: PostfixFact }

const PROGRAM = /^(\S+) ([^\s[\]:]+)\/([a-z][a-z0-9_-]*)\[(\d+)\]: (.*)$/s
const ID = /^([0-9A-Za-z]{5,32}): (.*)$/s

/**
 * Reads one line of Postfix 3.4 to 3.11, from syslog (RFC 3164 or ISO stamps), `maillog_file` or the journal. Null:
 * not a Postfix line. Wording: postfix source, mail_proto.h, log_adhoc.c, smtpd_check.c; facts D.8.
 */
export function parsePostfixLine(line: string, now: Date): PostfixLine | null {
  const stamp = readStamp(line, now)
  const head = stamp && PROGRAM.exec(stamp.rest)
  if (!head) return null

  const [, host = '', instance = '', program = '', pid, text = ''] = head
  return { at: stamp.at, host, instance, program, pid: Number(pid), fact: readFact(program, text) }
}

function readFact(program: string, text: string): PostfixFact {
  if (text.startsWith('warning: ')) return readLoginFailure(text)
  if (text.startsWith('NOQUEUE: ')) return readRefusal(null, text.slice('NOQUEUE: '.length)) ?? { kind: 'other' }

  const [, id, rest] = ID.exec(text) ?? []
  if (id === undefined || rest === undefined) return { kind: 'other' }
  return readIdFact(program, id, rest) ?? { kind: 'other' }
}

function readIdFact(program: string, id: string, rest: string): PostfixFact | null {
  if (rest === 'removed') return program === 'postsuper' ? { kind: 'moved-by-hand', id, what: 'removed' } : { kind: 'removed', id }
  if (program === 'postsuper') return readPostsuper(id, rest)
  if (rest.startsWith('client=')) return readClient(id, rest)
  if (rest.startsWith('to=<')) return readDelivery(id, rest)
  if (rest.startsWith('from=<')) return readQueued(id, rest)
  if (rest.startsWith('uid=')) return readPickup(id, rest)
  if (rest.startsWith('message-id=')) return { kind: 'message-id', id, messageId: rest.slice('message-id='.length) }
  return readBounce(id, rest) ?? readRefusal(id, rest)
}

const CLIENT = /^client=(.*?)\[(?:IPv6:)?([^\]]*)\](?::\d+)?(?:, sasl_method=[^,]*)?(?:, sasl_username=(.*?))?(?:, (?:sasl_sender|orig_queue_id|orig_client)=.*)?$/s

function readClient(id: string, rest: string): PostfixFact | null {
  const [, clientName, clientIp, saslName] = CLIENT.exec(rest) ?? []
  if (clientName === undefined || clientIp === undefined) return null
  return { kind: 'client', id, clientName, clientIp, saslName: saslName ?? null }
}

// Newer releases put further `name=value` fields between relay and status; the text in parentheses may hold anything.
// Strangers write parts of these lines, so no two open-ended parts stand side by side: they would cost cubic time.
const DELIVERY = /^to=<(.*?)>, (?:orig_to=<(.*?)>, )?relay=([^\s,]*), (?:[a-z_]+=[^,()<>]*, )*dsn=(\d\.\d+\.\d+), (?:[a-z_]+=[^,()<>]*, )*status=(sent|deferred|bounced)(?: \((.*)\))?/s

function readDelivery(id: string, rest: string): PostfixFact | null {
  const [, recipient, originalRecipient, relay, dsn, status, reply] = DELIVERY.exec(rest) ?? []
  if (recipient === undefined || relay === undefined || dsn === undefined) return null
  if (status !== 'sent' && status !== 'deferred' && status !== 'bounced') return null
  return { kind: 'delivery', id, recipient, originalRecipient: originalRecipient ?? null, relay, dsn, status, reply: reply ?? '' }
}

const QUEUED = /^from=<(.*)>, size=(\d+), nrcpt=(\d+)(?: |$)/s
const EXPIRED = /^from=<(.*)>, status=(force-)?expired, returned to sender/s

function readQueued(id: string, rest: string): PostfixFact | null {
  const [, sender, size, recipients] = QUEUED.exec(rest) ?? []
  if (sender !== undefined) return { kind: 'queued', id, sender, size: Number(size), recipients: Number(recipients) }

  const expired = EXPIRED.exec(rest)
  return expired && { kind: 'expired', id, sender: expired[1] ?? '', isForced: expired[2] !== undefined }
}

const PICKUP = /^uid=(\d+) from=<(.*?)>(?: orig_id=([0-9A-Za-z]+))?/s

function readPickup(id: string, rest: string): PostfixFact | null {
  const [, uid, sender, originalId] = PICKUP.exec(rest) ?? []
  return uid === undefined ? null : { kind: 'pickup', id, uid: Number(uid), sender: sender ?? '', originalId: originalId ?? null }
}

const BOUNCE = /^(?:sender|postmaster) (non-delivery|delay|delivery status) notification: ([0-9A-Za-z]+)$/

function readBounce(id: string, rest: string): PostfixFact | null {
  const [, about, bounceId] = BOUNCE.exec(rest) ?? []
  if (bounceId === undefined) return null
  return { kind: 'bounce', id, bounceId, about: about === 'non-delivery' ? 'failure' : about === 'delay' ? 'delay' : 'success' }
}

const BY_HAND = { 'placed on hold': 'held', 'released from hold': 'released', requeued: 'requeued', expired: 'expired' } as const

function readPostsuper(id: string, rest: string): PostfixFact | null {
  const found = Object.entries(BY_HAND).find(([words]) => rest.startsWith(words))
  return found ? { kind: 'moved-by-hand', id, what: found[1] } : null
}

const REFUSAL = /^(?:milter-)?(reject|hold|discard|filter|redirect|warn|reject_warning|bcc|prepend|client|header|permit): (\S+) from \S*?\[(?:IPv6:)?([^\]]*)\](?::\d+)?: (?:\d{3} )?(?:(\d\.\d+\.\d+) )?(.*)$/s
const ENVELOPE = /^(.*?); from=<([^>]*)>(?: to=<([^>]*)>)? proto=\S+(?: helo=<[^>]*>)?(.*)$/s
const LOGIN_NAME = /^<(.*?)>: SASL login name/s

function readRefusal(id: string | null, rest: string): PostfixFact | null {
  const [, action, stage, clientIp, dsn, said] = REFUSAL.exec(rest) ?? []
  if (action === undefined || stage === undefined || clientIp === undefined || said === undefined) return null

  const [, text = said, sender, recipient, tail = ''] = ENVELOPE.exec(said) ?? []
  // Postfix 3.10 and later name the account in every refusal, older ones only where the login name itself is refused.
  const saslName = / sasl_username=(\S+)/.exec(tail)?.[1] ?? LOGIN_NAME.exec(text)?.[1] ?? null
  const envelope = { sender: sender ?? null, recipient: recipient ?? null }
  return { kind: 'refused', id, action, stage, clientIp, dsn: dsn ?? null, text, ...envelope, saslName }
}

const LOGIN_FAILURE = /^warning: \S*?\[(?:IPv6:)?([^\]]*)\](?::\d+)?: SASL \S+ authentication failed.*?(?:, sasl_username=(.*))?$/s

function readLoginFailure(text: string): PostfixFact {
  const [, clientIp, saslName] = LOGIN_FAILURE.exec(text) ?? []
  return clientIp === undefined ? { kind: 'other' } : { kind: 'login-failed', clientIp, saslName: saslName ?? null }
}
