/** What a receiver says to one recipient. `unreachable`: nobody answers there. */
export type ReceiverAnswer = { kind: 'accept' | 'defer' | 'refuse'; code: number; text: string } | { kind: 'unreachable' }

export type Asked = {
  recipient: string
  /** First part of the name of the host that sends. */
  host: string
  /** How often this mail was tried before: what was put off is taken in the end. */
  tries: number
  /** How the receiver is minded to the provider in the story's past; of today without it. */
  mood?: ReceiverMood
}

/** Takes what comes, puts everything off, or refuses everything at once. */
export type ReceiverMood = 'open' | 'wary' | 'shut'

type Receiver = { domains: string[]; accept: string; unknown: string; busy?: (asked: Asked) => string | null; /** What it says to everybody while it is shut. */ shut?: string }

/** The receivers of the demo, each in its own words. Names under `.example` belong to nobody (RFC 2606). */
const RECEIVERS: Receiver[] = [
  { domains: ['gmail.example'], accept: '2.0.0 OK 1732442400 a640c23a62f3a-aa5 - gsmtp', unknown: '5.1.1 The email account that you tried to reach does not exist. Please try double-checking the recipient address.' },
  {
    domains: ['outlook.example', 'hotmail.example'],
    accept: '2.6.0 Queued mail for delivery',
    unknown: '5.5.0 Requested action not taken: mailbox unavailable (S2017062302).',
    shut: '5.7.1 Unfortunately, messages from [203.0.113.12] weren\'t sent. Please contact your Internet service provider since part of their network is on our block list (S3140).',
    busy: ({ host, tries, mood }) => (mood === 'wary' || (mood === undefined && host === 'mx02' && tries % 3 < 2) ? '4.7.650 The mail server [203.0.113.12] has been temporarily rate limited due to IP reputation. (S775)' : null),
  },
  { domains: ['gmx.example', 'web.example'], accept: 'Requested mail action okay, completed: id=1MrQQm-1t6', unknown: 'Requested action not taken: mailbox unavailable. For explanation visit https://postmaster.gmx.example/error-messages?c=r0601' },
  { domains: ['t-online.example'], accept: 'Message accepted.', unknown: '5.1.1 Unknown recipient address' },
  {
    domains: ['yahoo.example'],
    accept: 'ok dirdel',
    unknown: '5.0.0 delivery error: dd This user does not have a yahoo.example account',
    busy: ({ recipient, tries }) => (tries === 0 && partOf(recipient, 11) === 0 ? '4.7.0 [TSS04] Messages temporarily deferred due to unexpected volume or user complaints' : null),
  },
  { domains: ['schulnetz.example'], accept: '2.0.0 Ok: queued', unknown: '5.1.1 User unknown in virtual mailbox table', busy: ({ tries }) => (tries === 0 ? '4.2.0 Greylisted, please try again in 300 seconds' : null) },
]

/** Domains behind which nobody answers: what a spammer's old list is full of. */
const GONE = /(^|\.)(dead|expired|parked)\.example$/

/** Answers as the receiver of this recipient does. Local parts that begin with `gone` are nobody's mailbox. */
export function answerOf(asked: Asked): ReceiverAnswer {
  const domain = asked.recipient.slice(asked.recipient.lastIndexOf('@') + 1).toLowerCase()
  if (GONE.test(domain)) return { kind: 'unreachable' }
  const receiver: Omit<Receiver, 'domains'> = RECEIVERS.find(({ domains }) => domains.includes(domain)) ?? { accept: '2.0.0 Ok', unknown: '5.1.1 User unknown' }
  if (asked.recipient.startsWith('gone')) return { kind: 'refuse', code: 550, text: receiver.unknown }
  if (asked.mood === 'shut' && receiver.shut) return { kind: 'refuse', code: 550, text: receiver.shut }
  const busy = receiver.busy?.(asked)
  return busy ? { kind: 'defer', code: 451, text: busy } : { kind: 'accept', code: 250, text: receiver.accept }
}

function partOf(text: string, parts: number): number {
  return [...text].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % parts
}
