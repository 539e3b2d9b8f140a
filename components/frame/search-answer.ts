/** One thing found: `kind` is already in the viewer's language ("Account", "Ticket"), `title` may be mail-derived text. */
export type SearchHit = { key: string; kind: string; title: string; about?: string; href: string; isMono?: boolean }
/** What the search action answers; `ok: false` when it could not be asked. */
export type SearchAnswer = { ok: true; data: readonly SearchHit[] } | { ok: false; message: string }
export type SearchAct = (query: string) => Promise<SearchAnswer>

/** Adds the pages whose names begin with what was typed before the things found. */
export function matchPages(pages: readonly SearchHit[], query: string): SearchHit[] {
  const wanted = query.trim().toLocaleLowerCase()
  if (!wanted) return [...pages]
  return pages.filter((page) => page.title.toLocaleLowerCase().startsWith(wanted))
}
