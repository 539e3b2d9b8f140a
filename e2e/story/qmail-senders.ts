import { setImmediate as yieldToHost, setTimeout as wait } from 'node:timers/promises'
import type { InjectAnswer, InjectedMail } from '../../lib/demo/qmail-simulator/smtp-front.ts'
import { BODY_MARK, SUBJECT_MARK } from './burst.ts'
import type { QmailLab } from '../lab/qmail-lab.ts'

const TRY_EVERY_MS = 50

export type QmailMail = { account: string; sender: string; recipients: string[]; text: string }

/** One spam mail with a forged sender; every tenth goes to an address that does not exist as well, so that the host bounces. */
export function qmailSpam(n: number, account: string, domain: string): QmailMail {
  const recipients = [`target${n}@${domain}`, ...(n % 10 === 0 ? [`gone${n}@hard.example`] : [])]
  const text = `From: "Bank" <service@forged.example>\nSubject: ${SUBJECT_MARK} ${n}\nMessage-ID: <spam-${n}@cracked.example>\n\n${BODY_MARK} buy now, number ${n}\n.with a dot\n`
  return { account, sender: `service${n % 37}@forged.example`, recipients, text }
}

/** An honest mail of a customer. */
export function qmailRegular(n: number, account: string, recipient: string): QmailMail {
  const text = `From: <${account}>\nTo: <${recipient}>\nSubject: Angebot ${n}\nMessage-ID: <honest-${n}-${account}>\n\nGuten Tag, Nummer ${n}.\n.Punkt am Anfang\nUmlaut: \u00fc\n`
  return { account, sender: account, recipients: [recipient], text }
}

/** Hands one mail in and lets the host work on. */
export async function handIn(lab: QmailLab, mail: QmailMail): Promise<InjectAnswer> {
  const injected: InjectedMail = { clientIp: '192.0.2.7', ...mail }
  const answer = lab.sim.inject(injected)
  await yieldToHost()
  return answer
}

/** Hands mails in one after the other until one is refused; answers the ids of those that were taken. */
export async function handInUntilRefused(lab: QmailLab, mails: QmailMail[]): Promise<string[]> {
  const ids: string[] = []
  for (const mail of mails) {
    const answer = await handIn(lab, mail)
    if (!answer.accepted) return ids
    ids.push(answer.id)
  }
  return ids
}

export type QmailQueue = { accepted: string[]; refusals: number; left(): number; empty(): Promise<void> }

/** A customer's mail server with mail in its queue: tries on while the login is refused, and pushes all it has when it is not. */
export function startQmailQueue(lab: QmailLab, mails: QmailMail[]): QmailQueue {
  const waiting = [...mails]
  const stopping = new AbortController()
  const queue: QmailQueue = {
    accepted: [],
    refusals: 0,
    left: () => waiting.length,
    empty: async () => {
      stopping.abort()
      await work
      waiting.length = 0
    },
  }
  const work = (async () => {
    while (!stopping.signal.aborted) {
      const taken = await handInUntilRefused(lab, waiting)
      waiting.splice(0, taken.length)
      queue.accepted.push(...taken)
      if (waiting.length > 0) queue.refusals += 1
      await wait(TRY_EVERY_MS, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  })()
  return queue
}
