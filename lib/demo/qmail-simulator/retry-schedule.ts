export type Channel = 'local' | 'remote'

const SKIP: Record<Channel, number> = { local: 10, remote: 20 }

/** When a message is tried next: birth + (sqrt(age) + skip)^2, in seconds (qmail-send.c, nextretry). */
export function nextRetryMs(birthMs: number, nowMs: number, channel: Channel): number {
  const age = Math.max(0, Math.floor((nowMs - birthMs) / 1000))
  return birthMs + (Math.floor(Math.sqrt(age)) + SKIP[channel]) ** 2 * 1000
}
