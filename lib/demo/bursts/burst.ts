import * as z from 'zod'

const count = z.number().int().min(0)

/** A burst that is staged on a demo host: asked for at the desk, poured by the demo's mail hosts. */
export const demoBurst = z.strictObject({
  id: z.uuid(),
  account: z.string(),
  host: z.string(),
  /** How many mails are tried; the client gives up when the lock refuses it. */
  mails: count,
  askedAt: z.iso.datetime(),
  state: z.enum(['asked', 'pouring', 'done']),
  taken: count,
  refused: count,
  endedAt: z.iso.datetime().nullable(),
})
export type DemoBurst = z.infer<typeof demoBurst>

/** Newest last; the oldest are forgotten. */
export const demoBursts = z.array(demoBurst)
export const BURSTS_KEPT = 20

/** Word on this channel: the id of a burst that was asked for. */
export const BURST_CHANNEL = 'relayward_demo'

/** Accounts that a burst may be staged from, on mx01, one after the other. */
export const BURST_HOST = 'mx01'
export const BURST_ACCOUNTS = [
  'team@agentur-nord.example', 'malerei@pinsel-beispiel.example', 'praxis@zahnarzt-probe.example', 'halle@tsv-beispiel.example', 'hello@harbour-prints.example',
] as const
export const BURST_MAILS = 400

/** What was asked for so long ago and was never begun: the mail hosts were down, nobody waits for it. */
const LAPSES_AFTER_MS = 60_000

/** Whether a burst is still to come or under way. */
export function isUnderWay(burst: DemoBurst, now: Date): boolean {
  return burst.state !== 'done' && now.getTime() - Date.parse(burst.askedAt) < LAPSES_AFTER_MS
}

/** Bursts that belong to the story itself come from other accounts. */
export function isByButton({ account }: Pick<DemoBurst, 'account'>): boolean {
  return (BURST_ACCOUNTS as readonly string[]).includes(account)
}

/** The account whose turn it is: the first that may still send. */
export function nextBurstAccount(locked: ReadonlySet<string>): string | null {
  return BURST_ACCOUNTS.find((account) => !locked.has(account)) ?? null
}
