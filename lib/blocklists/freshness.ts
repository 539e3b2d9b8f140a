/** An answer that is older says nothing any more: a listing or a delisting may have come since. */
export const BELIEVED_FOR_MS = 6 * 3_600_000

/** Answers of before then are shown as unknown, with their age. */
export function freshSince(now: Date): Date {
  return new Date(now.getTime() - BELIEVED_FOR_MS)
}
