/** So many columns at most: a cookie is small, and so is a screen. */
const CHOSEN_MAX = 40
const ID = /^[a-z0-9.-]{1,100}$/

/** The columns that somebody chose, as the browser keeps them. */
export function writeColumns(ids: string[]): string {
  return ids.slice(0, CHOSEN_MAX).join('+')
}

/** What a browser says it keeps; null when it keeps nothing that could be meant. */
export function readColumns(kept: string | undefined): string[] | null {
  const ids = [...new Set((kept ?? '').split('+'))].filter((id) => ID.test(id)).slice(0, CHOSEN_MAX)
  return ids.length === 0 ? null : ids
}
