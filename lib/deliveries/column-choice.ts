/** Kept by the browser: which receivers have a column of the matrix. */
export const COLUMNS_COOKIE = 'relayward-matrix-columns'
/** So many columns at most: a cookie is small, and so is a screen. */
const CHOSEN_MAX = 40
const RECEIVER = /^[a-z0-9.-]{1,100}$/

export function writeColumns(ids: string[]): string {
  return ids.slice(0, CHOSEN_MAX).join('+')
}

/** What a browser says it keeps; null when it keeps nothing that could be meant. */
export function readColumns(kept: string | undefined): string[] | null {
  const ids = [...new Set((kept ?? '').split('+'))].filter((id) => RECEIVER.test(id)).slice(0, CHOSEN_MAX)
  return ids.length === 0 ? null : ids
}
