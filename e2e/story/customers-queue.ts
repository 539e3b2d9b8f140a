import { setTimeout as wait } from 'node:timers/promises'
import type { PostfixLab } from '../lab/postfix-instance.ts'
import { openSmtpSession, type Mail } from '../../lib/demo/smtp/smtp-session.ts'
import type { Answered } from './burst.ts'
import { PASSWORD } from './mail-platform.ts'

const SESSIONS = 12
const TRY_EVERY_MS = 200

/** The mail queue of the customer's own server. */
export type CustomersQueue = {
  accepted: Answered[]
  /** How often the provider's host refused a mail. */
  refusals: number
  /** How many mails still lie in it. */
  left(): number
  /** The customer empties it; nothing more is sent. */
  empty(): Promise<void>
}

/**
 * A customer's mail server with mail in its queue. It tries one mail again and again; as soon as the host takes it, the
 * others follow over twelve sessions as fast as they go, until one is refused. What is refused stays in the queue.
 */
export function startCustomersQueue(host: PostfixLab, account: string, mails: Mail[]): CustomersQueue {
  const waiting = [...mails]
  const stopping = new AbortController()
  const accepted: Answered[] = []
  let refusals = 0

  /** Sends over one session until a mail is refused or `countMax` are through; answers whether all were taken. */
  const push = async (countMax: number): Promise<boolean> => {
    const session = await openSmtpSession({ port: host.submissionPort }, { account, password: PASSWORD })
    try {
      for (let count = 0; count < countMax && !stopping.signal.aborted; count += 1) {
        const mail = waiting.shift()
        if (!mail) return false
        const answer = await session.send(mail)
        if (answer.accepted) accepted.push({ ...answer, at: Date.now() })
        else {
          waiting.unshift(mail)
          refusals += 1
          return false
        }
      }
      return true
    } finally {
      session.close()
    }
  }
  const work = (async () => {
    while (!stopping.signal.aborted) {
      if (await push(1)) await Promise.all(Array.from({ length: SESSIONS }, () => push(Infinity)))
      await wait(TRY_EVERY_MS, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  })()

  return {
    accepted,
    get refusals() {
      return refusals
    },
    left: () => waiting.length,
    empty: async () => {
      stopping.abort()
      await work
      waiting.length = 0
    },
  }
}
