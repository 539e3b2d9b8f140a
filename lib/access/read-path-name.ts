/** A name as it stands in a page's path (`kontakt%40baeckerei.example`). Broken escapes are taken as they are: nothing has such a name. */
export function readPathName(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
