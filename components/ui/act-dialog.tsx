'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'

type ActDialogProps = {
  title: string
  about: ReactNode
  /** Names the effect. */
  doWord: string
  kind?: 'primary' | 'danger-filled'
  canDo?: boolean
  isPending: boolean
  message: string
  onDo: () => void
  onClose: () => void
  children?: ReactNode
}

/** The last look before an act: what will happen, then the button that names it. */
export function ActDialog({ title, about, doWord, kind = 'primary', canDo = true, isPending, message, onDo, onClose, children }: ActDialogProps) {
  const t = useTranslations('ui')

  return (
    <Dialog isOpen onClose={onClose} title={title} about={about} isWide>
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          if (canDo && !isPending) onDo()
        }}
      >
        {children}
        <p role="status" className={message ? 'text-bad' : 'sr-only'}>
          {message}
        </p>
        <div className="flex flex-wrap gap-2">
          <Button type="submit" kind={kind} disabled={!canDo} isPending={isPending}>
            {doWord}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </div>
      </form>
    </Dialog>
  )
}
