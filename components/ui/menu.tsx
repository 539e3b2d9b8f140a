'use client'

import clsx from 'clsx'
import { ChevronDown } from 'lucide-react'
import Link from 'next/link'
import { DropdownMenu } from 'radix-ui'
import { useRef, useState, type ReactNode } from 'react'
import { buttonLook } from './button-look.ts'
import { Kbd } from './kbd.tsx'

export type MenuItem = { key: string; label: string; about?: string; isDanger?: boolean; isDisabled?: boolean; shortcut?: string } & (
  | { href: string }
  | { onChoose: () => void }
)

const ITEM =
  'flex min-h-8 items-center gap-3 rounded-tag px-2.5 py-1.5 text-body outline-none data-highlighted:bg-accent-soft data-disabled:text-text-3'

/** The other acts of a page behind one button ("More"). It opens within the button's own landmark, where screen readers look for it. */
export function Menu({ label, items, trigger }: { label: string; items: readonly MenuItem[]; trigger?: ReactNode }) {
  const button = useRef<HTMLButtonElement>(null)
  const [place, setPlace] = useState<HTMLElement | null>(null)

  return (
    <DropdownMenu.Root modal={false} onOpenChange={() => setPlace(button.current?.closest<HTMLElement>('main, header, nav, aside') ?? null)}>
      <DropdownMenu.Trigger ref={button} asChild={Boolean(trigger)} className={trigger ? undefined : buttonLook('secondary', 'small')}>
        {trigger ?? (
          <>
            {label}
            <ChevronDown size={14} aria-hidden />
          </>
        )}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal container={place}>
        <DropdownMenu.Content
          align="end"
          sideOffset={4}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-48 overflow-y-auto rounded-card border border-line bg-raised p-1 shadow-float"
        >
          {items.map((item) => (
            <MenuEntry key={item.key} item={item} />
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

function MenuEntry({ item }: { item: MenuItem }) {
  const inside = (
    <>
      <span className="flex min-w-0 flex-col">
        <span>{item.label}</span>
        {item.about && <span className="text-label text-text-3">{item.about}</span>}
      </span>
      {item.shortcut && <Kbd className="ml-auto">{item.shortcut}</Kbd>}
    </>
  )
  const look = clsx(ITEM, item.isDanger && 'text-bad')

  if ('href' in item) {
    return (
      <DropdownMenu.Item asChild disabled={item.isDisabled ?? false} className={look}>
        <Link href={item.href}>{inside}</Link>
      </DropdownMenu.Item>
    )
  }
  return (
    <DropdownMenu.Item disabled={item.isDisabled ?? false} onSelect={item.onChoose} className={look}>
      {inside}
    </DropdownMenu.Item>
  )
}
