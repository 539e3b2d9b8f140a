'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { PolicySectionCard } from '../../../../../../components/policies/policy-section-card.tsx'
import { Button } from '../../../../../../components/ui/button.tsx'
import { Card } from '../../../../../../components/ui/card.tsx'
import { Field } from '../../../../../../components/ui/field.tsx'
import { FormMessage } from '../../../../../../components/ui/form-message.tsx'
import { toastList } from '../../../../../../components/ui/toast-list.ts'
import { useAct } from '../../../../../../components/ui/use-act.ts'
import { customerPath } from '../../../../../../lib/customers/customer-list-query.ts'
import type { PolicyOfCustomer } from '../../../../../../lib/customers/customer-views.ts'
import { fieldValues, POLICY_SECTIONS, policyComplaints, withFieldValues } from '../../../../../../lib/policies/policy-fields.ts'
import { saveLimits } from './actions.ts'
import { BackToDesk } from './back-to-desk.tsx'

const SHOWN_MS = 6000
type LimitsFormProps = { number: string; name: string; policy: PolicyOfCustomer }

/** One customer's limits, each number with its meaning and unit; saved with a reason. */
export function LimitsForm({ number, name, policy: { inForce, own } }: LimitsFormProps) {
  const t = useTranslations('customers.limits')
  const router = useRouter()
  const first = fieldValues(inForce)
  const [values, setValues] = useState(first)
  const [reason, setReason] = useState('')
  const act = useAct(saveLimits, useTranslations('ui')('noAnswer'))
  const asked = withFieldValues(inForce, values)
  const complaints = policyComplaints(asked)
  const changed = Object.keys(values).filter((path) => values[path] !== first[path]).length
  const canSave = changed > 0 && complaints.length === 0 && reason.trim() !== ''
  const section = POLICY_SECTIONS.find(({ key }) => key === 'limits')

  function save() {
    if (!canSave || act.isPending) return
    act.run({ customerNumber: number, limits: asked.limits, reason }, () => {
      toastList.show({ id: 'limits', tone: 'ok', title: t('done'), endsAt: Date.now() + SHOWN_MS })
      router.push(customerPath(number))
    })
  }

  return (
    <form className="flex flex-col gap-4" onSubmit={(event) => (event.preventDefault(), save())}>
      <div className="flex flex-wrap items-center gap-3">
        <p className="text-text-2">{t(own.includes('limits') ? 'isOwn' : 'isDesk')}</p>
        {own.includes('limits') && <BackToDesk number={number} name={name} />}
      </div>
      {section && <PolicySectionCard section={section} title={t('section')} values={values} first={first} complaints={complaints} onChange={(path, value) => setValues((before) => ({ ...before, [path]: value }))} />}
      <Card className="flex flex-col gap-1 px-4 py-3">
        <div className="flex flex-wrap items-center gap-3">
          <p aria-live="polite" className="font-strong">{changed === 0 ? t('unchanged') : t('changed', { count: changed })}</p>
          <Field label={t('reason')} isLabelHidden placeholder={t('reason')} value={reason} maxLength={1000} onChange={(event) => setReason(event.target.value)} className="min-w-60 flex-1" />
          <Button type="submit" kind="primary" disabled={!canSave} isPending={act.isPending}>{t('save')}</Button>
        </div>
        <p className="text-label text-text-3">{t('reasonHint')}</p>
        <FormMessage message={act.message} />
      </Card>
    </form>
  )
}
