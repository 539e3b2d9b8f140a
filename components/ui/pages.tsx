import { LinkButton } from './link-button.tsx'

type PagesProps = { label: string; page: number; pages: number; hrefOf: (page: number) => string; words: { before: string; after: string; here: string } }

/** The pages of a long list; nothing when there is one. The page number lives in the address. */
export function Pages({ label, page, pages, hrefOf, words }: PagesProps) {
  if (pages < 2) return null

  return (
    <nav aria-label={label} className="mt-4 flex items-center gap-3">
      {page > 1 && <LinkButton href={hrefOf(page - 1)}>{words.before}</LinkButton>}
      <span className="figures text-text-2">{words.here}</span>
      {page < pages && <LinkButton href={hrefOf(page + 1)}>{words.after}</LinkButton>}
    </nav>
  )
}
