import type { QueuedMessage } from '../../../protocol/messages.ts'
import type { Envelope } from './read-envelope.ts'
import type { MessageHead } from './read-message-head.ts'
import type { Accepted, WitnessBook } from './witness-book.ts'

export type Attribution = Pick<QueuedMessage, 'account' | 'witnesses' | 'parentId'>

export type Witnesses = {
  book: WitnessBook
  /** Uids that qmail-smtpd runs under (qmaild, vpopmail): mail by them came over SMTP. */
  isSmtpUid(uid: number): boolean
  /** Name of a uid in the host's password file; null when there is none. */
  nameOfUid(uid: number): string | null
  hostName: string
  /** Whether qmail-smtpd takes mail for this address only from clients that may relay (control/rcpthosts). */
  needsRelaying(recipient: string): boolean
}

const NOBODY: Attribution = { account: null, witnesses: [], parentId: null }

/**
 * Who sent a message, by witnesses, never by its envelope sender. What spamdyke says about the same qmail-queue pid
 * decides, also when it says that nobody logged in. The name in our own Received line is one witness only, because
 * `MAIL FROM:<…> AUTH=<name>` writes any name there without a login: it needs a second one to count.
 * `envelope` is asked for only when the cheap witnesses do not settle it.
 */
export function attributeMessage(head: MessageHead, envelope: () => Envelope | null, witnesses: Witnesses): Attribution {
  if (head.how === 'bounce') return attributeBounce(head, witnesses)

  const bySession = accountBySession(head, envelope, witnesses.book)
  if (bySession !== 'unknown') return bySession ? settled(bySession, head) : NOBODY

  const localUser = localUserOf(head, witnesses)
  if (localUser) return { account: localUser, witnesses: ['uid'], parentId: null }
  if (head.claimed) return attributeClaim(head, envelope, witnesses)
  return accountByMail(head, envelope, witnesses.book)
}

/** `unknown`: the logs do not speak of this message, or of several that cannot be told apart. */
function accountBySession(head: MessageHead, envelope: () => Envelope | null, book: WitnessBook): string | null | 'unknown' {
  if (head.qp === null) return 'unknown'
  const accepted = book.acceptedBy(head.qp, head.arrivedMs)
  const candidates = accountsOf(accepted).size > 1 ? accepted.filter((one) => fits(one, envelope())) : accepted
  return onlyAccount(candidates)
}

function fits(accepted: Accepted, envelope: Envelope | null): boolean {
  if (!envelope) return false
  const recipients = [...envelope.remote, ...envelope.local]
  return accepted.from === envelope.sender && accepted.to.some((to) => recipients.includes(to))
}

function accountsOf(accepted: Accepted[]): Set<string | null> {
  return new Set(accepted.map(({ account }) => account))
}

function onlyAccount(accepted: Accepted[]): string | null | 'unknown' {
  const [account, ...others] = accountsOf(accepted)
  return account === undefined || others.length > 0 ? 'unknown' : account
}

function settled(account: string, head: MessageHead): Attribution {
  return { account, witnesses: head.claimed ? ['qp', 'header'] : ['qp'], parentId: null }
}

function localUserOf(head: MessageHead, { isSmtpUid, nameOfUid, hostName }: Witnesses): string | null {
  if (head.how !== 'uid' || head.uid === null || isSmtpUid(head.uid)) return null
  const name = nameOfUid(head.uid)
  // A uid that nobody has is no script of ours: then the line below may be qmail-smtpd's after all.
  if (name === null && head.claimed) return null
  return `uid:${name ?? head.uid}@${hostName}`
}

function attributeClaim(head: MessageHead, envelope: () => Envelope | null, { book, needsRelaying }: Witnesses): Attribution {
  const claimed = head.claimed ?? ''
  const loggedIn = head.clientIp ? book.loginOf(claimed, head.clientIp, head.arrivedMs) : null
  if (loggedIn) return { account: loggedIn, witnesses: ['header', 'login'], parentId: null }

  // Nobody without a login gets mail for a foreign domain taken in. `?` stands for bytes the header cannot hold.
  if (!claimed.includes('?') && envelope()?.remote.some(needsRelaying)) {
    return { account: claimed, witnesses: ['header', 'relayed'], parentId: null }
  }
  return { account: null, witnesses: ['header'], parentId: null }
}

function accountByMail(head: MessageHead, envelope: () => Envelope | null, book: WitnessBook): Attribution {
  const mail = envelope()
  if (!mail || head.how === 'alias') return NOBODY
  const account = onlyAccount(book.acceptedFrom(mail.sender, [...mail.remote, ...mail.local], head.arrivedMs))
  return account === null || account === 'unknown' ? NOBODY : { account, witnesses: ['login'], parentId: null }
}

/** A bounce of ours belongs to whoever sent the mail it speaks of. Its body is not read: the log knows the parent. */
function attributeBounce(head: MessageHead, { book }: Witnesses): Attribution {
  const parent = head.qp === null ? null : book.bouncedBy(head.qp, head.arrivedMs)
  if (!parent) return NOBODY
  const sent = parent.parentQp === null ? [] : book.acceptedBy(parent.parentQp, parent.parentMs)
  const account = onlyAccount(sent)
  if (account === null || account === 'unknown') return { ...NOBODY, parentId: parent.parentId }
  return { account, witnesses: ['parent'], parentId: parent.parentId }
}
