'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ActDialog } from '../../../../../components/ui/act-dialog.tsx'
import { TextArea } from '../../../../../components/ui/field.tsx'
import type { DossierForPage } from '../../../../../lib/delisting-requests/request-views.ts'
import { writeField } from '../actions.ts'
import { useRequestAct } from '../use-request-act.ts'

/** Fills one field in or puts it into other words. */
export function FieldDialog({ number, field, onClose }: { number: number; field: DossierForPage['fields'][number]; onClose: () => void }) {
  const t = useTranslations('requests.dialog.field')
  const act = useRequestAct(writeField)
  const [value, setValue] = useState(field.value ?? '')

  return (
    <ActDialog title={field.label} about={t('about')} doWord={t('do')} isPending={act.isPending} message={act.message} onClose={onClose} onDo={() => act.run({ number, field: field.field, value }, t('done'), onClose)}>
      <TextArea label={field.label} rows={6} value={value} maxLength={20_000} onChange={(event) => setValue(event.target.value)} />
    </ActDialog>
  )
}
