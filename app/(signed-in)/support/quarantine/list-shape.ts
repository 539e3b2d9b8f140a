/** `groups`: accounts or bursts with mails under them. `mails`: all mails, each with its account. */
export type ListShape = 'groups' | 'mails'

const BASE = 'relative items-center gap-x-3 px-4 max-md:flex max-md:flex-wrap max-md:gap-y-0.5 max-md:py-2 md:grid'

/** Columns of a row from 700 px up; below, the same parts flow as a card. */
export const ROW: Record<ListShape, string> = {
  groups: `${BASE} md:grid-cols-[20px_16px_minmax(0,1.25fr)_52px_54px_minmax(0,1fr)_126px]`,
  mails: `${BASE} md:grid-cols-[20px_108px_minmax(0,1.1fr)_44px_54px_minmax(0,1fr)_64px]`,
}

/** Column names; on phones they are for screen readers only. */
export const HEAD_CELL = 'whitespace-nowrap max-md:sr-only'
