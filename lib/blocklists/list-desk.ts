import * as z from 'zod'
import { readResolver } from '../dns/resolver-address.ts'

const resolver = z.string().trim().refine((text) => readResolver(text) !== undefined, { error: 'A resolver is HOST:PORT, [IPv6]:PORT or an address.' })

/** How this installation asks lists. */
export const listDesk = z.strictObject({
  /** Empty: those of the environment, else those of the system. Of two both must say that something is listed. */
  resolvers: z.array(resolver).max(2).refine((all) => new Set(all).size === all.length, { error: 'The same resolver twice is one look.' }),
  /** Each list is asked about everything so often, where its limits allow. */
  intervalMinutes: z.number().int().min(5).max(1440),
})
export type ListDesk = z.infer<typeof listDesk>
export const DEFAULT_LIST_DESK: ListDesk = { resolvers: [], intervalMinutes: 10 }

/** Who wants to be told sooner: everything, or one target, since then. */
export const wantedChecks = z.object({ all: z.iso.datetime().nullable(), targets: z.record(z.string(), z.iso.datetime()) })
export type WantedChecks = z.infer<typeof wantedChecks>
