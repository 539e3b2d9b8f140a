'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { NO_REASON, reasonText, ReasonField } from '../../../../../components/quarantine/reason-field.tsx'
import { useAct } from '../../../../../components/ui/use-act.ts'
import { ActDialog } from '../../../../../components/ui/act-dialog.tsx'
import { readHeldSubjects } from './actions.ts'

type SubjectsDialogProps = { guardedUnlockId: string; onClose: () => void; onRead: (subjects: Record<string, string>) => void }

/** Why somebody wants to read subjects; they come from the host for him alone and are gone when he leaves the page. */
export function SubjectsDialog({ guardedUnlockId, onClose, onRead }: SubjectsDialogProps) {
  const t = useTranslations('tickets.dialog.subjects')
  const [reason, setReason] = useState(NO_REASON)
  const act = useAct(readHeldSubjects, useTranslations('ui')('noAnswer'))

  function read() {
    act.run({ guardedUnlockId, reason: reasonText(reason) }, (found) => {
      onRead(Object.fromEntries(found.map(({ id, headers }) => [id, headers['subject'] ?? ''])))
      onClose()
    })
  }

  return (
    <ActDialog title={t('title')} about={t('about')} doWord={t('do')} canDo={reasonText(reason) !== ''} isPending={act.isPending} message={act.message} onDo={read} onClose={onClose}>
      <ReasonField kind="headers" reason={reason} onChange={setReason} />
    </ActDialog>
  )
}
