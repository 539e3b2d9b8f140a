'use client'

import { useTranslations } from 'next-intl'
import { useState, type ReactNode } from 'react'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { Field } from './field.tsx'

type ConfirmDialogProps = {
  isOpen: boolean
  onClose: () => void
  /** Names the object and the number: "Delete 1,204 mails for good?" */
  title: string
  about: ReactNode
  /** Names the effect: "Delete 1,204 mails" */
  confirmWord: string
  kind?: 'primary' | 'danger-filled'
  /** Must be typed before the button works: for what hits more than 1,000 mails or cannot be undone. */
  typedName?: string
  isPending?: boolean
  onConfirm: () => void
  children?: ReactNode
}

/** The last step before a dangerous act; with `typedName`, the name has to be typed. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { isOpen, onClose, title, about, confirmWord, kind = 'danger-filled', typedName, isPending, onConfirm, children } = props
  const t = useTranslations('ui')
  const [typed, setTyped] = useState('')
  const isTyped = !typedName || typed.trim() === typedName

  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={title} about={about}>
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          if (isTyped) onConfirm()
        }}
      >
        {children}
        {typedName && (
          <Field label={t('typeToGoOn', { name: typedName })} value={typed} onChange={(event) => setTyped(event.target.value)} autoComplete="off" spellCheck={false} />
        )}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" kind={kind} disabled={!isTyped} isPending={isPending ?? false}>
            {confirmWord}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </div>
      </form>
    </Dialog>
  )
}
