import { receiverOf } from '../../lib/receivers/receiver-of.ts'
import { readLabelled, type LabelledReply } from '../../lib/refusals/labelled/read-labelled.ts'
import type { RefusalCase, RefusalStage } from './refusing-receivers.ts'

/** A refusal of the labelled set as a sink gives it, with what it shall count as. */
export type KnownRefusal = RefusalCase & { mx: string; domain: string; receiver: string; refusalClass: string }

export const SENDING_DOMAIN = 'acct.example'
const STAGES: RefusalStage[] = ['RCPT', 'MAIL', 'DATA']
/** Words about a recipient are said when he is named: at MAIL they would speak of the sender. */
const ABOUT_RECIPIENTS = new Set(['unknown_user', 'disabled', 'mailbox_full', 'recipient_policy'])
/** A line of a reply has at most 512 bytes (RFC 5321, 4.5.3.1.5). */
const LINE_MAX = 480

/**
 * `count` real refusals, by whoever said them: every temporary one and every one of several lines first, then as many
 * classes as there are. Each has a sender of its own, by whom the sink knows which one to give. What a text that names
 * no receiver came from is a small provider of that number.
 */
export function realRefusals(count: number): KnownRefusal[] {
  const usable = readLabelled().filter(isSayable)
  const chosen = new Set(usable.filter(({ text }) => text.startsWith('4') || text.includes('\n')))
  for (let round = 0; chosen.size < count && round < usable.length; round += 1) {
    const taken = new Map<string, number>()
    for (const reply of usable) {
      const nth = taken.get(reply.class) ?? 0
      taken.set(reply.class, nth + 1)
      if (nth === round && chosen.size < count) chosen.add(reply)
    }
  }
  return [...chosen].slice(0, count).map((reply, n) => {
    const mx = reply.mx ?? `mx1.small${n}.example`
    return {
      sender: `case${n}@${SENDING_DOMAIN}`, stage: ABOUT_RECIPIENTS.has(reply.class) ? 'RCPT' : (STAGES[n % STAGES.length] ?? 'RCPT'), text: reply.text,
      mx, domain: domainOf(mx), receiver: receiverOf(mx) ?? mx, refusalClass: reply.class,
    }
  })
}

/** A domain whose mail this server takes. */
export function domainOf(mx: string): string {
  return `of-${mx.toLowerCase().replaceAll('.', '-')}.example`
}

function isSayable({ text }: LabelledReply): boolean {
  return /^[45]\d\d[ -][\x20-\x7e\n]+$/.test(text) && text.split('\n').every((line) => line.length < LINE_MAX)
}
