/** How fast we mean to be, in milliseconds; figures of reviews and reports stand beside these. */
export const AIMS = {
  /** From the crossing mail to the lock in force. */
  untilLockedMs: 1000,
  /** From the lock to the notice that told the customer. */
  untilToldMs: 5 * 60_000,
  /** From complete answers to our word on them. */
  untilJudgedMs: 2 * 3_600_000,
} as const
export type Aim = keyof typeof AIMS

/** Null where nothing was measured: unknown is neither met nor missed. */
export function isAimMissed(aim: Aim, ms: number | null): boolean {
  return ms !== null && ms > AIMS[aim]
}
