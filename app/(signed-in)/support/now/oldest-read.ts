import type { NowView } from '../../../../lib/now/now-views.ts'

/** How many hosts there are, and the age of the oldest of their readings; silent hosts stand for themselves. */
export function oldestRead(sites: NowView['sites']): { count: number; readAt: Date | null } {
  const hosts = sites.flatMap((site) => site.hosts)
  const times = hosts.flatMap((host) => (host.state === 'silent' || host.lastReadAt === null ? [] : [host.lastReadAt.getTime()]))
  return { count: hosts.length, readAt: times.length > 0 ? new Date(Math.min(...times)) : null }
}
