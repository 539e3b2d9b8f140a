import * as z from 'zod'

export const searchInput = z.string().trim().min(1).max(320)
export const foundKinds = ['ticket', 'customer', 'account', 'host', 'ip', 'request', 'mail', 'trace'] as const
export type FoundKind = (typeof foundKinds)[number]
/** One thing found. `title` may come from mail: show it as text. */
export type Found = { kind: FoundKind; title: string; about: string; href: string }
