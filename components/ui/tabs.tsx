'use client'

import { Tabs as Radix } from 'radix-ui'
import type { ReactNode } from 'react'

type TabsProps = { label: string; tabs: readonly { key: string; label: string; content: ReactNode }[]; first?: string }

/** Several views of one thing on one page, one seen at a time; arrow keys change. */
export function Tabs({ label, tabs, first }: TabsProps) {
  return (
    <Radix.Root defaultValue={first ?? tabs[0]?.key ?? ''}>
      <Radix.List aria-label={label} className="flex gap-4 border-b border-line">
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.key}
            value={tab.key}
            className="focus-inset -mb-px h-9 border-b-2 border-transparent text-text-2 hover:text-text data-[state=active]:border-accent data-[state=active]:font-strong data-[state=active]:text-accent"
          >
            {tab.label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.key} value={tab.key} className="pt-3">
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  )
}
