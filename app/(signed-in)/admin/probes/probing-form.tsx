'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '../../../../components/ui/button.tsx'
import { Card, CardHead } from '../../../../components/ui/card.tsx'
import { Field } from '../../../../components/ui/field.tsx'
import { FormMessage } from '../../../../components/ui/form-message.tsx'
import { toastList } from '../../../../components/ui/toast-list.ts'
import { useAct } from '../../../../components/ui/use-act.ts'
import type { ProbeSetting } from '../../../../lib/probes/probe-setting.ts'
import { saveProbingNow } from './actions.ts'

const SHOWN_MS = 6000

/** How often hosts are looked at, and where answers to round trips come in; saved with a reason. */
export function ProbingForm({ setting }: { setting: ProbeSetting }) {
  const t = useTranslations('probing')
  const act = useAct(saveProbingNow, useTranslations('ui')('noAnswer'))
  const [values, setValues] = useState({ minutes: String(setting.everyMinutes), listen: setting.answers?.listen ?? '', domain: setting.answers?.domain ?? '', reason: '' })
  const set = (name: keyof typeof values) => (event: { target: { value: string } }) => setValues((before) => ({ ...before, [name]: event.target.value }))

  function save() {
    const answers = values.listen.trim() === '' && values.domain.trim() === '' ? null : { listen: values.listen.trim(), domain: values.domain.trim() }
    act.run({ probing: { everyMinutes: Number(values.minutes), answers }, reason: values.reason }, () => toastList.show({ id: 'probing', tone: 'ok', title: t('saved'), endsAt: Date.now() + SHOWN_MS }))
  }
  return (
    <Card aria-labelledby="looking">
      <CardHead id="looking" title={t('looking')} about={t('lookingAbout')} isRuled />
      <form className="flex flex-col gap-3 px-4 py-3" onSubmit={(event) => (event.preventDefault(), save())}>
        <div className="grid gap-3 md:grid-cols-3">
          <Field label={t('minutes')} type="number" min={5} max={1440} required value={values.minutes} onChange={set('minutes')} error={act.fields['probing.everyMinutes']} />
          <Field label={t('listen')} value={values.listen} onChange={set('listen')} placeholder="192.0.2.10:25" spellCheck={false} autoComplete="off" maxLength={300} error={act.fields['probing.answers.listen']} />
          <Field label={t('domain')} value={values.domain} onChange={set('domain')} placeholder="answers.provider.example" spellCheck={false} autoComplete="off" maxLength={253} error={act.fields['probing.answers.domain']} />
        </div>
        <p className="max-w-[100ch] text-label text-text-2">{t('answersHint')}</p>
        <div className="flex flex-wrap items-end gap-3">
          <Field label={t('reason')} value={values.reason} onChange={set('reason')} required maxLength={1000} className="min-w-60 flex-1" error={act.fields['reason']} />
          <Button type="submit" kind="primary" isPending={act.isPending} disabled={values.reason.trim() === ''}>{t('save')}</Button>
        </div>
        <FormMessage message={act.message} />
      </form>
    </Card>
  )
}
