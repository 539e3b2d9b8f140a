const FIRST_MS = 10_000
const LONGEST_MS = 3_600_000
/** With hourly attempts after the first ninety minutes this gives a mail server most of a day. */
export const ATTEMPTS_MAX = 24

/** How long to wait after the n-th attempt: doubling to an hour, spread by a quarter either way. `random` is in [0, 1). */
export function noticeDelayMs(attempts: number, random: number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, attempts - 1))
  return Math.round(full * (0.75 + random / 2))
}
