import * as z from 'zod'

/** The ports of a mail host that are looked at, by what they are for. */
export const PROBED_PORTS = [25, 587, 465] as const
export type ProbedPort = (typeof PROBED_PORTS)[number]

/** Where one of them is reached: on the host's address, or wherever a NAT or a lab puts it. */
export const probePlace = z.strictObject({
  address: z.union([z.ipv4(), z.ipv6()]),
  port: z.number().int().min(1).max(65_535),
  as: z.union([z.literal(25), z.literal(587), z.literal(465)]),
})
export type ProbePlace = z.infer<typeof probePlace>
export const probePlaces = z.array(probePlace).max(60)

export type ProbedHost = { id: number; name: string; kind: string; site: string; ips: string[]; places: ProbePlace[] | null; probedAt: Date | null; probeAskedAt: Date | null }

/** Where a host is looked at: as an admin said, or each of its addresses on the three ports. */
export function placesOf({ ips, places }: Pick<ProbedHost, 'ips' | 'places'>): ProbePlace[] {
  return places ?? ips.flatMap((address) => PROBED_PORTS.map((as) => ({ address, port: as, as })))
}

/**
 * The hosts to look at now, the most urgent first: those that somebody asked for, those never seen, those that were
 * seen longest ago. Those that nobody asked for are spread: no more at once than keep the pace, however many are due.
 */
export function dueHosts(hosts: ProbedHost[], { now, everyMs, roundMs }: { now: Date; everyMs: number; roundMs: number }): ProbedHost[] {
  const probed = hosts.filter((host) => placesOf(host).length > 0)
  const asked = probed.filter(isAsked)
  const due = probed
    .filter((host) => !isAsked(host) && now.getTime() - (host.probedAt?.getTime() ?? 0) >= everyMs)
    .toSorted((a, b) => (a.probedAt?.getTime() ?? 0) - (b.probedAt?.getTime() ?? 0))
  const perRound = Math.max(SPREAD_MIN, Math.ceil((2 * probed.length * roundMs) / everyMs))
  return [...asked, ...due.slice(0, perRound)]
}

const SPREAD_MIN = 4

function isAsked({ probeAskedAt, probedAt }: ProbedHost): boolean {
  return probeAskedAt !== null && (probedAt === null || probedAt < probeAskedAt)
}

type Observer = { id: number; name: string; site: string }

/** Whose agent looks at a host: always the same one as long as it can, one of another site before one of its own. */
export function chooseObserver<O extends Observer>(host: Observer, observers: O[]): O | null {
  const others = observers.filter(({ id }) => id !== host.id).toSorted((a, b) => a.id - b.id)
  const away = others.filter(({ site }) => site !== host.site)
  const choice = away.length > 0 ? away : others
  return choice[host.id % Math.max(1, choice.length)] ?? null
}
