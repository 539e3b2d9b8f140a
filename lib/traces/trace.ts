import * as z from 'zod'
import { accountName, instant, queueId } from '../protocol/primitives.ts'
import type { TraceQuery } from '../protocol/trace.ts'
import { needleKinds, readNeedle, type NeedleKind } from './needle.ts'

export const traceSpans = ['1h', '24h', '7d', 'all'] as const
export type TraceSpan = (typeof traceSpans)[number]
const SPAN_MS: Record<Exclude<TraceSpan, 'all'>, number> = { '1h': 3_600_000, '24h': 86_400_000, '7d': 7 * 86_400_000 }
/** `all`: before any log that a host may hold. */
const BEFORE_ALL_LOGS = '2000-01-01T00:00:00.000Z'

/** One question. `until`: the end of the span; null is now. */
export const traceQuestion = z
  .strictObject({ needle: z.string().trim().min(1).max(998), kind: z.enum(needleKinds), span: z.enum(traceSpans), until: instant.nullable() })
  .refine(({ kind, needle }) => kind !== 'queue-id' || queueId.safeParse(needle).success, 'not a queue id')
  .refine(({ kind, needle }) => kind !== 'account' || accountName.safeParse(needle).success, 'not an account')
export type TraceQuestion = z.infer<typeof traceQuestion>

/** What the page's address says: `q` as it was typed, `as` only where somebody chose how it is meant. */
export const traceAddress = z.object({
  q: z.preprocess(first, z.string().trim().max(1100).catch('')).catch(''),
  as: z.preprocess(first, z.enum(needleKinds).nullable().catch(null)),
  span: z.preprocess(first, z.enum(traceSpans).catch('24h')),
  until: z.preprocess(first, instant.nullable().catch(null)),
})
export type TraceAddress = z.infer<typeof traceAddress>

/** The address that asks this anew. */
export function traceHref(page: '/support/trace' | '/portal/trace', { q, as, span, until }: Partial<TraceAddress> & { q: string }): string {
  const params = new URLSearchParams({ q, ...(as && { as }), ...(span && span !== '24h' && { span }), ...(until && { until }) })
  return `${page}?${params}`
}

/**
 * The question that an address asks, null when nothing can be looked for. `isAccount`: the text is the name of an
 * account that the asker may see, which is then the likeliest, unless the text itself said otherwise.
 */
export function questionOf({ q, as, span, until }: TraceAddress, isAccount: boolean): { question: TraceQuestion; kinds: NeedleKind[]; isChosen: boolean } | null {
  const needle = readNeedle(q)
  if (!needle) return null
  const likeliest = isAccount && !needle.isTold && needle.kind !== 'message-id' ? 'account' : needle.kind
  const kind = as && needle.kinds.includes(as) ? as : likeliest
  return { question: { needle: needle.value, kind, span, until }, kinds: needle.kinds, isChosen: kind !== likeliest }
}

/** What the hosts are asked. `accounts`: whose mail alone may be told, null for everybody's. */
export function queryOf(question: TraceQuestion, { accounts, messagesMax, now }: { accounts: string[] | null; messagesMax: number; now: Date }): TraceQuery {
  const until = question.until ? new Date(question.until) : now
  const since = question.span === 'all' ? BEFORE_ALL_LOGS : new Date(until.getTime() - SPAN_MS[question.span]).toISOString()
  return { ...lookedFor(question), ...(accounts && { accounts }), since, until: until.toISOString(), messagesMax }
}

function lookedFor({ kind, needle }: TraceQuestion): Pick<TraceQuery, 'messageId' | 'queueId' | 'account' | 'sender' | 'recipient'> {
  switch (kind) {
    case 'message-id':
      return { messageId: needle }
    case 'queue-id':
      return { queueId: needle }
    case 'account':
      return { account: needle }
    case 'sender':
      return { sender: needle }
    case 'recipient':
      return { recipient: needle }
  }
}

function first(given: unknown): unknown {
  const one: unknown = Array.isArray(given) ? given[0] : given
  return one === undefined || one === '' ? null : one
}
