import * as z from 'zod'
import { messageState, type MessageFilter } from './quarantined-message.ts'

export const quarantineViews = ['account', 'burst', 'all'] as const
export type QuarantineView = (typeof quarantineViews)[number]

const address = z.object({
  view: z.enum(quarantineViews).catch('account'),
  state: messageState.optional().catch(undefined),
  host: text(255),
  q: text(200),
  account: text(320),
  batch: z.uuid().optional().catch(undefined),
  /** The group that is open: an account's name, or a burst's id. */
  open: text(320),
  /** All mails of the open group, not only the first few. */
  whole: z.literal('1').optional().catch(undefined),
  /** The message after which the page begins. */
  after: z.string().regex(/^\d{1,19}$/).optional().catch(undefined),
  /** The act whose progress is shown. */
  act: z.uuid().optional().catch(undefined),
})

/** What the quarantine page shows: all of it stands in its address, so that it can be sent to a colleague. */
export type QuarantineAddress = z.infer<typeof address>

/** Reads the page's address; what makes no sense is left out, never an error. */
export function readQuarantineAddress(params: Record<string, string | string[] | undefined>): QuarantineAddress {
  const first = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]))
  return address.parse(first)
}

/** The address with some of it changed; what is `undefined` goes away. Another filter begins at its first page. */
export function quarantineHref(from: QuarantineAddress, change: Partial<QuarantineAddress> = {}, path = '/support/quarantine'): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...from, after: undefined, ...change })) {
    if (value !== undefined && value !== '' && !(name === 'view' && value === 'account')) query.set(name, value)
  }
  return query.size === 0 ? path : `${path}?${query}`
}

/** The filter that an address asks for. */
export function filterOfAddress({ state, host, q, account, batch }: QuarantineAddress): MessageFilter {
  return { ...(state && { state }), ...(host && { host }), ...(q && { text: q }), ...(account && { account }), ...(batch && { batch }) }
}

function text(max: number) {
  return z.string().trim().min(1).max(max).optional().catch(undefined)
}
