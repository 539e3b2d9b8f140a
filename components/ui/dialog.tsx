'use client'

import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'

type DialogProps = { isOpen: boolean; onClose: () => void; title: string; about?: ReactNode; children: ReactNode; isWide?: boolean }

/** A question over the page. Esc and a click beside it close it; focus stays in it and returns afterwards. */
export function Dialog({ isOpen, onClose, title, about, children, isWide }: DialogProps) {
  return (
    <Radix.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Radix.Content
          className={`fixed top-[12vh] left-1/2 z-50 flex max-h-[80vh] w-[calc(100vw-32px)] -translate-x-1/2 flex-col gap-3 overflow-y-auto rounded-card border border-line bg-raised p-5 shadow-float ${isWide ? 'max-w-160' : 'max-w-105'}`}
        >
          <Radix.Title className="text-[1rem] leading-6 font-[600]">{title}</Radix.Title>
          {about ? (
            <Radix.Description asChild>
              <div className="text-text-2">{about}</div>
            </Radix.Description>
          ) : (
            <Radix.Description className="sr-only">{title}</Radix.Description>
          )}
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
