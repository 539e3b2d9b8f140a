'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'

export type Person = { name: string; initials: string; roles: readonly ('support' | 'lead' | 'manager' | 'admin' | 'customer')[] }
export type OtherDesk = { key: 'desk' | 'reports' | 'admin'; href: string }

const ITEM = 'flex h-8 w-full items-center rounded-tag px-2.5 text-left outline-none hover:bg-accent-soft data-highlighted:bg-accent-soft'

type PersonMenuProps = {
  person: Person
  others: readonly OtherDesk[]
  csrfToken: string
  /** Shown here on phones, where the head has no room for it. */
  languageSwitch?: ReactNode
}

/** Who is signed in, his other pages, and the way out. Signing out is a plain form to the sign-in's own address. */
export function PersonMenu({ person, others, csrfToken, languageSwitch }: PersonMenuProps) {
  const t = useTranslations('frame')

  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        aria-label={`${person.initials}, ${t('person.menu', { name: person.name })}`}
        className="inline-flex size-7 shrink-0 items-center justify-center rounded-full border border-line-strong bg-sunken text-small font-[600] text-text-2 hover:text-text"
      >
        {person.initials}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content align="end" sideOffset={6} className="z-50 min-w-52 rounded-card border border-line bg-raised p-1 shadow-float">
          <DropdownMenu.Label className="px-2.5 py-1.5">
            <span className="block font-strong">{person.name}</span>
            <span className="text-label text-text-3">{person.roles.map((role) => t(`roles.${role}`)).join(', ')}</span>
          </DropdownMenu.Label>
          <DropdownMenu.Separator className="my-1 h-px bg-line" />
          {others.map((other) => (
            <DropdownMenu.Item key={other.key} asChild className={ITEM}>
              <Link href={other.href}>{t(`nav.${other.key}`)}</Link>
            </DropdownMenu.Item>
          ))}
          {languageSwitch && <div className="px-1.5">{languageSwitch}</div>}
          <form method="post" action="/api/auth/signout">
            <input type="hidden" name="csrfToken" value={csrfToken} />
            <input type="hidden" name="callbackUrl" value="/login?ended=1" />
            <DropdownMenu.Item asChild className={ITEM} onSelect={(event) => event.preventDefault()}>
              <button type="submit">{t('person.signOut')}</button>
            </DropdownMenu.Item>
          </form>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
