'use client'

import { X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

type SidePanelProps = { isOpen: boolean; onClose: () => void; title: ReactNode; about?: ReactNode; footer?: ReactNode; children: ReactNode }

/**
 * Details of a row or a cell at the right. Esc closes it, focus returns to what opened it; the list stays
 * in use beside it (not modal). On phones it covers the page.
 */
export function SidePanel({ isOpen, onClose, title, about, footer, children }: SidePanelProps) {
  const t = useTranslations('ui')

  return (
    <Dialog.Root modal={false} open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Content
          aria-describedby={undefined}
          onInteractOutside={(event) => event.preventDefault()}
          className="fixed top-0 right-0 bottom-0 z-30 flex w-full flex-col border-l border-line bg-surface md:top-(--frame-top) md:w-110"
        >
          <div className="flex items-start gap-3 px-6 pt-5 pb-2 max-md:px-4">
            <div className="min-w-0 flex-1">
              <Dialog.Title className="text-[1rem] leading-6 font-[600]">{title}</Dialog.Title>
              {about && <div className="text-text-2">{about}</div>}
            </div>
            <Dialog.Close aria-label={t('close')} className="inline-flex size-8 items-center justify-center rounded-control text-text-2 hover:bg-sunken">
              <X size={16} aria-hidden />
            </Dialog.Close>
          </div>
          <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-6 pb-4 max-md:px-4">{children}</div>
          {footer && <div className="flex flex-wrap items-center gap-2 border-t border-line px-6 py-3 max-md:px-4">{footer}</div>}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
