import type { TracedMessage, TraceStep } from '../protocol/trace.ts'

/** A handover and the acceptance of it are said by two clocks. */
export const HANDOVER_WITHIN_MS = 10 * 60_000

/** Ids that a receiving server names in its reply: Postfix, Sendmail and Exim each in their way. */
export function namedIds({ what, reply }: Pick<TraceStep, 'what' | 'reply'>): string[] {
  if (what !== 'delivered' || reply === null) return []
  return [...reply.matchAll(/\bqueued as ([0-9A-Za-z-]{3,64})|\bid=([0-9A-Za-z-]{3,64})|\b([0-9A-Za-z]{10,20}) Message accepted/g)].flatMap(([, a, b, c]) => a ?? b ?? c ?? [])
}

/** Ids come again on other hosts and in other years, so the time must fit and no Message-ID may speak against it. */
export function isTakenOver(from: TracedMessage, step: Pick<TraceStep, 'at'>, to: TracedMessage): boolean {
  const [a, b] = [bareMessageId(from.messageId), bareMessageId(to.messageId)]
  if (a !== null && b !== null && a !== b) return false
  return Math.abs(Date.parse(beganAt(to)) - Date.parse(step.at)) <= HANDOVER_WITHIN_MS
}

/** A mail that one of our hosts gave to another: which, and under which ids it goes on there. qmail names none. */
export type Handover<Host> = { to: Host; step: TraceStep; ids: string[] }

/**
 * Where a mail goes on at another of our hosts. Known by the address the mail was given to, which a stranger cannot make
 * his own: what a stranger's reply says does not lead into our logs.
 */
export function handoversOf<Host extends { ips: readonly string[] }>(message: TracedMessage, hosts: readonly Host[]): Handover<Host>[] {
  return message.steps.flatMap((step) => {
    const ip = /\[([0-9A-Fa-f.:]+)\]/.exec(step.host ?? '')?.[1]?.toLowerCase()
    const to = ip === undefined ? undefined : hosts.find(({ ips }) => ips.includes(ip))
    const ids = namedIds(step)
    return to && (ids.length > 0 || isTakenByQmail(step)) ? [{ to, step, ids }] : []
  })
}

function isTakenByQmail({ what, reply }: TraceStep): boolean {
  return what === 'delivered' && /\bok \d+ qp \d+/i.test(reply ?? '')
}

/**
 * What the sender of a mail may know of its way over another of our hosts: what became of the address he wrote to. Where
 * somebody's alias or forward leads there is that one's own.
 */
export function partForSender(part: TracedMessage, { step }: Pick<Handover<unknown>, 'step'>): TracedMessage {
  const wanted = step.recipient?.toLowerCase()
  const isWanted = (address: string | null) => address !== null && address.toLowerCase() === wanted
  const steps = part.steps.filter(({ recipient }) => recipient === null || isWanted(recipient)).map((one) => ({ ...one, toQueueId: null, reply: isWanted(one.recipient) ? one.reply : null }))
  const same = part.recipients.filter(({ address }) => isWanted(address))
  return { ...part, account: null, steps, recipients: same.length > 0 ? same : [{ address: step.recipient ?? '', fate: part.fate }] }
}

/** Message-IDs are written with and without their brackets. */
export function bareMessageId(id: string | null): string | null {
  return id === null ? null : id.replace(/^<(.*)>$/, '$1')
}

/** The first time that is told of a message; empty when none is. */
export function beganAt({ steps }: Pick<TracedMessage, 'steps'>): string {
  return steps.reduce((least, { at }) => (least === '' || at < least ? at : least), '')
}
