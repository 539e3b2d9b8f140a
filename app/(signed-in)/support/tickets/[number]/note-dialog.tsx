'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { TextArea } from '../../../../../components/ui/field.tsx'
import { ActDialog } from '../../../../../components/ui/act-dialog.tsx'
import { keepNote } from './actions.ts'
import { useTicketAct } from './use-ticket-act.ts'

/** A remark for colleagues. */
export function NoteDialog({ number, onClose }: { number: number; onClose: () => void }) {
  const t = useTranslations('tickets')
  const act = useTicketAct(keepNote)
  const [text, setText] = useState('')

  return (
    <ActDialog
      title={t('dialog.note.title')}
      about={t('dialog.note.about')}
      doWord={t('dialog.note.do')}
      canDo={text.trim() !== ''}
      isPending={act.isPending}
      message={act.message}
      onClose={onClose}
      onDo={() => act.run({ number, text }, t('done.note'), onClose)}
    >
      <TextArea label={t('dialog.note.text')} value={text} rows={4} required maxLength={5000} onChange={(event) => setText(event.target.value)} />
    </ActDialog>
  )
}
