import { useTranslations } from 'next-intl'
import { CommandPalette } from './command-palette.tsx'
import type { NavGroup } from './nav-items.ts'
import type { SearchAct } from './search-answer.ts'
import { SearchField } from './search-field.tsx'

/** The search of the head with the pages of this desk already in it; `search` asks for everything else. */
export function DeskSearch({ groups, search }: { groups: readonly NavGroup[]; search?: SearchAct }) {
  const t = useTranslations('frame')
  const pages = groups
    .flatMap((group) => group.items)
    .map((item) => ({ key: `page ${item.key}`, kind: t('search.pages'), title: t(`nav.${item.key}`), href: item.href }))

  return (
    <>
      <SearchField />
      <CommandPalette pages={pages} {...(search && { search })} />
    </>
  )
}
