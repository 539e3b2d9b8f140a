'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '../../../../../components/ui/button.tsx'
import { Dialog } from '../../../../../components/ui/dialog.tsx'
import { TextArea } from '../../../../../components/ui/field.tsx'
import { FormMessage } from '../../../../../components/ui/form-message.tsx'
import { toastList } from '../../../../../components/ui/toast-list.ts'
import { useAct } from '../../../../../components/ui/use-act.ts'
import type { IncidentReview } from '../../../../../lib/incidents/incident.ts'
import { saveReview } from './actions.ts'
import { ChangeFields } from './change-fields.tsx'

const SHOWN_MS = 6000
const EMPTY: IncidentReview = { summary: '', changedSince: [], notKnown: '' }

/** Summary, what changed since with its dates, what is not known. */
export function ReviewDialog({ number, review, onClose }: { number: number; review: IncidentReview | null; onClose: () => void }) {
  const t = useTranslations('reports.review.form')
  const ui = useTranslations('ui')
  const [form, setForm] = useState(review ?? EMPTY)
  const act = useAct(saveReview, ui('noAnswer'))
  const set = (change: Partial<IncidentReview>) => setForm((before) => ({ ...before, ...change }))

  function save() {
    if (act.isPending) return
    const changedSince = form.changedSince.filter((change) => change.text.trim() !== '')
    act.run({ number, review: { ...form, changedSince } }, () => {
      toastList.show({ id: 'review', tone: 'ok', title: t('done'), endsAt: Date.now() + SHOWN_MS })
      onClose()
    })
  }

  return (
    <Dialog isOpen onClose={onClose} title={t('title', { number })} about={t('about')} isWide>
      <form className="flex flex-col gap-3" onSubmit={(event) => (event.preventDefault(), save())}>
        <TextArea label={t('summary')} hint={t('summaryHint')} value={form.summary} maxLength={4000} rows={3} onChange={(event) => set({ summary: event.target.value })} />
        <ChangeFields changes={form.changedSince} onChange={(changedSince) => set({ changedSince })} />
        <TextArea label={t('notKnown')} value={form.notKnown} maxLength={4000} rows={3} onChange={(event) => set({ notKnown: event.target.value })} />
        <FormMessage message={act.message} />
        <div className="flex flex-wrap gap-2">
          <Button type="submit" kind="primary" isPending={act.isPending}>{t('save')}</Button>
          <Button onClick={onClose}>{ui('cancel')}</Button>
        </div>
      </form>
    </Dialog>
  )
}
