'use client'

import { Plus, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '../../../../../components/ui/button.tsx'
import { Checkbox } from '../../../../../components/ui/checkbox.tsx'
import { IconButton } from '../../../../../components/ui/icon-button.tsx'
import type { IncidentReview } from '../../../../../lib/incidents/incident.ts'

type Change = IncidentReview['changedSince'][number]
const FIELD = 'h-8 min-w-0 rounded-control border border-control bg-surface px-2.5 text-text'

/** What changes because of it: each in words, done or due by a day. */
export function ChangeFields({ changes, onChange }: { changes: Change[]; onChange: (changes: Change[]) => void }) {
  const t = useTranslations('reports.review.form')
  const set = (index: number, change: Partial<Change>) => onChange(changes.map((one, at) => (at === index ? { ...one, ...change } : one)))

  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 font-strong">{t('changed')}</legend>
      {changes.map((change, index) => (
        <div key={index} role="group" aria-label={t('item', { number: index + 1 })} className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <input aria-label={t('text')} placeholder={t('text')} value={change.text} maxLength={500} className={`${FIELD} min-w-52 flex-1`} onChange={(event) => set(index, { text: event.target.value })} />
          <Checkbox label={t('isDone')} checked={change.isDone} onChange={(event) => set(index, { isDone: event.target.checked })} />
          <label className="flex items-center gap-1.5">
            {t('due')}
            <input type="date" value={change.due ?? ''} className={FIELD} onChange={(event) => set(index, { due: event.target.value || null })} />
          </label>
          <IconButton label={t('remove', { number: index + 1 })} onClick={() => onChange(changes.filter((_, at) => at !== index))}>
            <X size={16} aria-hidden />
          </IconButton>
        </div>
      ))}
      <div>
        <Button size="small" icon={<Plus size={14} aria-hidden />} onClick={() => onChange([...changes, { text: '', isDone: false, due: null }])}>
          {t('add')}
        </Button>
      </div>
    </fieldset>
  )
}
