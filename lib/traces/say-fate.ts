import type { RefusalClass } from '../refusals/refusal.ts'
import type { FoundStep } from './found-line.ts'
import type { PathRecipient, TracePath } from './join-messages.ts'

/** Sentences for people who run no mail server; the words are `portal.trace.said`. */
export const sentences = [
  'taken', 'delivered-here', 'delivered', 'on-its-way', 'later', 'full-later', 'silent', 'no-mailbox', 'no-domain', 'full', 'too-big', 'spam', 'our-server', 'your-domain',
  'gave-up', 'not-wanted', 'refused', 'held', 'deleted', 'unknown',
] as const
export type Sentence = (typeof sentences)[number]

/**
 * What became of a mail to one recipient. `by`: who took or refused it. `nextTryAt`: null where nobody knows. `reply`:
 * the receiver's own words, where ours say too little.
 */
export type SaidFate = { sentence: Sentence; by: string | null; at: string | null; nextTryAt: string | null; reply: string | null }

const WHILE_TRYING: Partial<Record<RefusalClass, Sentence>> = { mailbox_full: 'full-later', network: 'silent', system: 'silent', expired: 'silent' }

const FOR_GOOD: Partial<Record<RefusalClass, Sentence>> = {
  unknown_user: 'no-mailbox', disabled: 'no-mailbox', bad_domain: 'no-domain', mailbox_full: 'full', size: 'too-big', content: 'spam', virus: 'spam',
  ip_block: 'our-server', reputation_ip: 'our-server', rdns: 'our-server', helo: 'our-server', dynamic_ip: 'our-server', conn_limit: 'our-server', rate: 'our-server', tls: 'our-server',
  domain_block: 'your-domain', reputation_domain: 'your-domain', auth: 'your-domain', bad_sender: 'your-domain',
  expired: 'gave-up', greylist: 'gave-up', network: 'gave-up', recipient_policy: 'not-wanted', policy: 'not-wanted',
}

/** Says it from the last thing that the logs tell of this recipient. */
export function sayFate(path: TracePath, recipient: PathRecipient): SaidFate {
  const steps = stepsOf(path, recipient.address)
  const last = (what: FoundStep['what']) => steps.findLast((step) => step.what === what)
  const said = (sentence: Sentence, step: FoundStep | undefined, rest: Partial<SaidFate> = {}): SaidFate => ({ sentence, by: step?.receiver ?? null, at: step?.at ?? null, nextTryAt: null, reply: null, ...rest })

  switch (recipient.fate) {
    case 'delivered': {
      const step = last('delivered')
      return said(step?.receiver ? 'taken' : step && step.host === null ? 'delivered-here' : 'delivered', step)
    }
    case 'bounced': {
      const step = last('bounced')
      const sentence = (step?.refusal && FOR_GOOD[step.refusal]) ?? 'refused'
      return said(sentence, step, { reply: sentence === 'refused' ? (step?.reply ?? null) : null })
    }
    case 'queued': {
      const step = last('deferred')
      return said(step ? ((step.refusal && WHILE_TRYING[step.refusal]) ?? 'later') : 'on-its-way', step, { nextTryAt: path.nextTryAt })
    }
    case 'held':
    case 'quarantined':
      return said('held', last('quarantined') ?? last('held'))
    case 'deleted':
      return said('deleted', last('deleted'))
    case 'unknown':
      return said('unknown', steps.at(-1))
  }
}

function stepsOf({ parts }: TracePath, address: string): FoundStep[] {
  const wanted = address.toLowerCase()
  const names = parts.some(({ recipients }) => recipients.some((one) => one.address.toLowerCase() === wanted))
  // At the next host the mail may go on to another address: there every step is about it.
  return parts
    .flatMap((part) => part.steps.filter(({ recipient }) => recipient === null || !names || recipient.toLowerCase() === wanted || !part.recipients.some((one) => one.address.toLowerCase() === wanted)))
    .toSorted((a, b) => a.at.localeCompare(b.at))
}
