'use client'

import clsx from 'clsx'
import { Menu as MenuIcon, X } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { Dialog } from 'radix-ui'
import { useState } from 'react'
import { formatNumber } from '../../lib/i18n/format.ts'
import type { FrameCounts } from '../../lib/now/frame-counts.ts'
import { NavIcon } from './nav-icon.tsx'
import { isHere, PHONE_NAV, type NavGroup, type NavItem } from './nav-items.ts'
import { NavGroups } from './side-bar.tsx'

/** On phones: four pages at the bottom, all others behind "Menu". */
export function PhoneBar({ groups, counts }: { groups: readonly NavGroup[]; counts: FrameCounts }) {
  const t = useTranslations('frame.nav')
  const [isOpen, setOpen] = useState(false)
  const items = groups.flatMap((group) => group.items)
  const shown = items.filter((item) => PHONE_NAV.includes(item.key) || items.length <= 4)

  return (
    <nav aria-label={t('label')} data-print="no" className="fixed inset-x-0 bottom-0 z-30 grid h-14 auto-cols-fr grid-flow-col border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden">
      {shown.map((item) => (
        <PhoneLink key={item.key} item={item} count={item.count ? counts[item.count] : 0} />
      ))}
      <Dialog.Root open={isOpen} onOpenChange={setOpen}>
        <Dialog.Trigger className="focus-inset flex flex-col items-center justify-center gap-0.5 text-small text-text-2">
          <MenuIcon size={18} strokeWidth={1.5} aria-hidden />
          {t('menu')}
        </Dialog.Trigger>
        <Dialog.Portal>
          <Dialog.Overlay className="fixed inset-0 z-40 bg-scrim" />
          <Dialog.Content aria-describedby={undefined} className="fixed inset-x-0 bottom-0 z-50 max-h-[85dvh] overflow-y-auto rounded-t-card border-t border-line bg-bg p-4 text-phone">
            <div className="mb-2 flex items-center justify-between">
              <Dialog.Title className="text-section">{t('menu')}</Dialog.Title>
              <Dialog.Close aria-label={t('menu')} className="inline-flex size-8 items-center justify-center rounded-control">
                <X size={18} aria-hidden />
              </Dialog.Close>
            </div>
            <NavGroups groups={groups} counts={counts} onChoose={() => setOpen(false)} />
          </Dialog.Content>
        </Dialog.Portal>
      </Dialog.Root>
    </nav>
  )
}

function PhoneLink({ item, count }: { item: NavItem; count: number }) {
  const t = useTranslations('frame.nav')
  const language = useLocale()
  const isCurrent = isHere(item, usePathname())

  return (
    <Link
      href={item.href}
      aria-current={isCurrent ? 'page' : undefined}
      className={clsx('focus-inset relative flex min-w-0 flex-col items-center justify-center gap-0.5 text-small', isCurrent ? 'font-strong text-accent' : 'text-text-2')}
    >
      <NavIcon of={item.key} />
      <span className="max-w-full truncate px-1">{t(item.key)}</span>
      {count > 0 && (
        <span className="figures absolute top-1 left-1/2 ml-2.5 rounded-full bg-surface px-1 text-small leading-3 text-text">{count > 999 ? '999+' : formatNumber(count, language)}</span>
      )}
    </Link>
  )
}
