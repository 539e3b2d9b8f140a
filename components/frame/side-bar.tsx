import { useTranslations } from 'next-intl'
import type { FrameCounts } from '../../lib/now/frame-counts.ts'
import type { NavGroup, NavItem } from './nav-items.ts'
import { NavLink } from './nav-link.tsx'
import { ShortcutsButton } from './shortcuts.tsx'

/** The pages at the left, 200 px; on phones its place is taken by the bar at the bottom. */
export function SideBar({ groups, counts }: { groups: readonly NavGroup[]; counts: FrameCounts }) {
  const t = useTranslations('frame.nav')

  return (
    <nav
      aria-label={t('label')}
      data-print="no"
      className="sticky top-12 hidden h-[calc(100dvh-48px)] w-50 shrink-0 flex-col overflow-y-auto border-r border-line px-2 py-3 md:flex"
    >
      <NavGroups groups={groups} counts={counts} />
      <div className="mt-auto pt-4">
        <ShortcutsButton />
      </div>
    </nav>
  )
}

/** The groups with their names; also inside the phone's menu. */
export function NavGroups({ groups, counts, onChoose }: { groups: readonly NavGroup[]; counts: FrameCounts; onChoose?: () => void }) {
  const t = useTranslations('frame.nav')

  return groups.map((group) => (
    <div key={group.key} className="mb-3 last:mb-0">
      {group.key !== 'first' && <p className="px-2 pt-1 pb-1.5 text-label text-text-2">{t(group.key)}</p>}
      <ul className="flex flex-col gap-px">
        {group.items.map((item) => (
          <li key={item.key}>
            <NavLink item={item} count={countOf(item, counts)} tone={item.worse && counts[item.worse] > 0 ? 'bad' : item.tone} {...(onChoose && { onChoose })} />
          </li>
        ))}
      </ul>
    </div>
  ))
}

function countOf(item: NavItem, counts: FrameCounts): number {
  return item.count ? counts[item.count] : 0
}
