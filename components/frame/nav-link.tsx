'use client'

import clsx from 'clsx'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { formatNumber } from '../../lib/i18n/format.ts'
import { StateShape, type Tone } from '../ui/state-shape.tsx'
import { LinkPending } from './link-pending.tsx'
import { NavIcon } from './nav-icon.tsx'
import { isHere, type NavItem } from './nav-items.ts'

/** One page in the side bar: icon, name, number. */
export function NavLink({ item, count, tone = item.tone, onChoose }: { item: NavItem; count: number; tone?: Tone | undefined; onChoose?: () => void }) {
  const t = useTranslations('frame.nav')
  const language = useLocale()
  const isCurrent = isHere(item, usePathname())

  return (
    <Link
      href={item.href}
      onClick={onChoose}
      aria-current={isCurrent ? 'page' : undefined}
      className={clsx(
        'flex h-8 items-center gap-2.5 rounded-control border px-2 max-md:h-11',
        isCurrent ? 'border-line bg-surface font-[600] [&>svg]:text-accent' : 'border-transparent text-text-2 hover:bg-sunken hover:text-text',
      )}
    >
      <NavIcon of={item.key} />
      <span className="min-w-0 flex-1 truncate">{t(item.key)}</span>
      <LinkPending />
      {count > 0 && (
        <span className="figures flex items-center gap-1.5 text-text">
          {tone && <StateShape tone={tone} size={9} />}
          {formatNumber(count, language)}
        </span>
      )}
    </Link>
  )
}
