import { answerOf } from '../receivers.ts'
import type { Past } from './past.ts'

/** Mails that an account hands in one after the other. */
export type Pouring = {
  host: string
  account: string
  mails: number
  everyMs: number
  sender?: (n: number) => string
  recipient: (n: number) => string
  clientIp?: (n: number) => string
  /** Bytes of the n-th mail. */
  size?: (n: number) => number
  /** Every so many mails one is left waiting in the queue; the receivers are asked for all others. */
  oneWaitsIn?: number
}

/** Mails after which the agent gets to read its log: within a second of a fast burst. */
const MAILS_PER_LOOK = 8
/** A client that is refused so often goes away. */
const REFUSALS_MAX = 6

/** Hands mails in until all are, or the account is locked and the client gives up. Answers how many the host took. */
export async function pour(past: Past, pouring: Pouring): Promise<number> {
  const host = past.host(pouring.host)
  const { sender = () => pouring.account, clientIp = () => '203.0.113.77', size = (n: number) => 900 + ((n * 37) % 2400), oneWaitsIn = Infinity } = pouring
  let taken = 0
  let refused = 0
  for (let n = 0; n < pouring.mails && refused < REFUSALS_MAX; n += 1) {
    past.clock.forward(pouring.everyMs)
    const recipient = pouring.recipient(n)
    const id = host.memory.send({ account: pouring.account, sender: sender(n), recipients: [recipient], clientIp: clientIp(n), body: bodyOf(size(n)) })
    if (id === null) refused += 1
    else {
      taken += 1
      if (n % oneWaitsIn !== oneWaitsIn - 1) tryOnce(past, pouring.host, id, recipient)
    }
    if (n % MAILS_PER_LOOK === MAILS_PER_LOOK - 1) await host.settle()
  }
  await host.settle()
  return taken
}

/** A few mails that nobody needs to look at; the agent reads of them at the next round. */
export function write(past: Past, mails: Pick<Pouring, 'host' | 'account' | 'mails' | 'recipient' | 'clientIp'>): void {
  const { memory } = past.host(mails.host)
  for (let n = 0; n < mails.mails; n += 1) {
    past.clock.forward(9_000)
    const recipient = mails.recipient(n)
    const id = memory.send({ account: mails.account, sender: mails.account, recipients: [recipient], clientIp: mails.clientIp?.(n), body: bodyOf(1400 + n * 800) })
    // Whoever is locked is refused, as he would have been.
    if (id !== null) tryOnce(past, mails.host, id, recipient, n % 9 === 4 ? 0 : 1)
  }
}

/** One attempt of the host to deliver a mail, with what the receiver says to it. */
export function tryOnce(past: Past, hostName: string, id: string, recipient: string, tries = 0): void {
  const { memory } = past.host(hostName)
  const answer = answerOf({ recipient, host: hostName, tries, mood: past.microsoft.mood })
  if (answer.kind === 'unreachable') memory.attempt(id, 'deferred')
  else {
    const outcome = { accept: 'delivered', defer: 'deferred', refuse: 'bounced' } as const
    memory.attempt(id, outcome[answer.kind], `${answer.code} ${answer.text}`, answer.kind === 'refuse')
  }
}

/** Delivers what a host has in delivery of an account, as it does in the minutes after a release. */
export function deliverAll(past: Past, hostName: string, account: string): void {
  const { memory } = past.host(hostName)
  const waiting = memory.state.messages.filter((message) => message.account === account && !message.isGone && (message.place === 'active' || message.place === 'deferred'))
  for (const message of waiting) tryOnce(past, hostName, message.id, message.recipients[0] ?? '', 1)
}

function bodyOf(bytes: number): string {
  const head = 'Subject: -\n\n'
  return head + '.'.repeat(Math.max(0, bytes - head.length))
}

/** Where a spammer's list leads: addresses that are nobody's, domains that are gone, and some people. */
export function spamRecipient(share: { unknown: number; dead: number }): (n: number) => string {
  const domains = ['gmail.example', 'outlook.example', 'gmx.example', 't-online.example', 'yahoo.example', 'web.example']
  return (n) => {
    const part = ((n * 61) % 100) / 100
    const domain = domains[n % domains.length] ?? ''
    if (part < share.unknown) return `gone.${1000 + n}@${domain}`
    if (part < share.unknown + share.dead) return `kunde${n}@shop${n % 40}.expired.example`
    return `person${n}@${domain}`
  }
}

/** Senders that a spammer makes up: never the account's own address. */
export function forgedSender(n: number): string {
  return `service${n % 23}@sicherheit-${n % 7}.example`
}
