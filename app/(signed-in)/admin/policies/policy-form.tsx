'use client'

import clsx from 'clsx'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '../../../../components/ui/button.tsx'
import { Card } from '../../../../components/ui/card.tsx'
import { Field } from '../../../../components/ui/field.tsx'
import { FormMessage } from '../../../../components/ui/form-message.tsx'
import { toastList } from '../../../../components/ui/toast-list.ts'
import { useAct } from '../../../../components/ui/use-act.ts'
import { fieldValues, POLICY_SECTIONS, policyComplaints, withFieldValues } from '../../../../lib/policies/policy-fields.ts'
import type { Policy } from '../../../../lib/policies/policy.ts'
import { saveDeskPolicy } from './actions.ts'
import { PolicySectionCard } from '../../../../components/policies/policy-section-card.tsx'

const SHOWN_MS = 6000

/** The desk's policy, each number with its meaning and unit; saved with a reason, as a whole. */
export function PolicyForm({ base }: { base: Policy }) {
  const t = useTranslations('admin.policies')
  const [values, setValues] = useState(() => fieldValues(base))
  const [notices, setNotices] = useState(base.notices)
  const [reason, setReason] = useState('')
  const act = useAct(saveDeskPolicy, useTranslations('ui')('noAnswer'))
  const first = fieldValues(base)
  const asked = { ...withFieldValues(base, values), notices }
  const complaints = policyComplaints(asked)
  const changed = Object.keys(values).filter((path) => values[path] !== first[path]).length + (notices === base.notices ? 0 : 1)
  const canSave = changed > 0 && complaints.length === 0 && reason.trim() !== ''

  function save() {
    if (!canSave || act.isPending) return
    act.run({ of: 'desk', policy: asked, reason }, () => {
      setReason('')
      toastList.show({ id: 'policy', tone: 'ok', title: t('done'), endsAt: Date.now() + SHOWN_MS })
    })
  }
  return (
    <form className="flex flex-col gap-4" onSubmit={(event) => (event.preventDefault(), save())}>
      {POLICY_SECTIONS.map((section) => (
        <PolicySectionCard key={section.key} section={section} values={values} first={first} complaints={complaints} onChange={(path, value) => setValues((before) => ({ ...before, [path]: value }))}>
          {section.key === 'notices' && <WhoSends notices={notices} onChange={setNotices} />}
        </PolicySectionCard>
      ))}
      <Card className={clsx('flex flex-col gap-1 px-4 py-3', changed > 0 && 'border-line-strong shadow-float md:sticky md:bottom-4 md:z-10')}>
        <div className="flex flex-wrap items-center gap-3">
          <p aria-live="polite" className="font-strong">
            {changed === 0 ? t('unchanged') : t('changed', { count: changed })}
          </p>
          <Field label={t('reason')} isLabelHidden placeholder={t('reason')} value={reason} maxLength={1000} onChange={(event) => setReason(event.target.value)} className="min-w-60 flex-1" />
          <Button type="submit" kind="primary" disabled={!canSave} isPending={act.isPending}>
            {t('save')}
          </Button>
        </div>
        <p className="text-label text-text-3">{t('reasonHint')}</p>
        <FormMessage message={act.message} />
      </Card>
    </form>
  )
}

function WhoSends({ notices, onChange }: { notices: Policy['notices']; onChange: (notices: Policy['notices']) => void }) {
  const t = useTranslations('admin.policies.who')

  return (
    <fieldset className="flex flex-col gap-1.5 border-b border-line px-4 py-3">
      <legend className="sr-only">{t('label')}</legend>
      <p aria-hidden className="font-strong">{t('label')}</p>
      {(['automatic', 'review'] as const).map((who) => (
        <label key={who} className="flex items-center gap-2">
          <input type="radio" name="notices" checked={notices === who} onChange={() => onChange(who)} className="accent-(--accent)" />
          {t(who)} <span className="text-label text-text-3">{t(`${who}About`)}</span>
        </label>
      ))}
    </fieldset>
  )
}
