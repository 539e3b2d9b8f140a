import type { PortRole, TlsMode } from '../protocol/probes.ts'
import type { Names } from './look-up-names.ts'

/** Everything that looking at one port of one address needs. */
export interface PortPlan {
  address: string
  port: number
  tls: TlsMode
  role: PortRole
  /** The name that clients use; undefined where only the address is known. */
  name: string | undefined
  /** Whose recipients the host takes mail for. */
  domain: string | undefined
  /** What we call ourselves in EHLO; our address in brackets where not given. */
  heloName: string | undefined
  localAddress: string | undefined
  /** PEM of the certificates that are trusted. */
  roots: readonly string[]
  names: Names | null
  now: Date
  /** A local part that nobody has. */
  randomWord: () => string
  /** Ends everything at the limit. */
  signal: AbortSignal
  /** That limit, on the clock of `performance.now()`. */
  endsAt: number
}

/** How long a step may take that must leave time for others. */
export function halfOfTheRest({ endsAt }: Pick<PortPlan, 'endsAt'>): number {
  return Math.max(1, (endsAt - performance.now()) / 2)
}
