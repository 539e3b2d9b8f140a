'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '../../../../components/ui/button.tsx'
import { Card, CardHead } from '../../../../components/ui/card.tsx'
import { Field } from '../../../../components/ui/field.tsx'
import { FormMessage } from '../../../../components/ui/form-message.tsx'
import { toastList } from '../../../../components/ui/toast-list.ts'
import { useAct } from '../../../../components/ui/use-act.ts'
import type { ListDesk } from '../../../../lib/blocklists/list-desk.ts'
import { saveAsking } from './actions.ts'

const SHOWN_MS = 6000

/** Through which resolvers lists are asked and how often, saved with a reason. */
export function AskingForm({ desk }: { desk: ListDesk }) {
  const t = useTranslations('listSettings')
  const act = useAct(saveAsking, useTranslations('ui')('noAnswer'))
  const [first = '', second = ''] = desk.resolvers
  const [values, setValues] = useState({ first, second, minutes: String(desk.intervalMinutes), reason: '' })
  const set = (name: keyof typeof values) => (event: { target: { value: string } }) => setValues((before) => ({ ...before, [name]: event.target.value }))
  const errorOf = (field: string) => Object.entries(act.fields).find(([name]) => name.startsWith(field))?.[1]

  function save() {
    const resolvers = [values.first, values.second].map((text) => text.trim()).filter((text) => text !== '')
    act.run({ desk: { resolvers, intervalMinutes: Number(values.minutes) }, reason: values.reason }, () => toastList.show({ id: 'lists asking', tone: 'ok', title: t('saved'), endsAt: Date.now() + SHOWN_MS }))
  }
  return (
    <Card aria-labelledby="asking">
      <CardHead id="asking" title={t('asking.title')} about={t('asking.about')} isRuled />
      <form className="flex flex-col gap-3 px-4 py-3" onSubmit={(event) => (event.preventDefault(), save())}>
        <div className="grid gap-3 md:grid-cols-3">
          <Field label={t('asking.first')} value={values.first} onChange={set('first')} placeholder="127.0.0.1:53" spellCheck={false} autoComplete="off" maxLength={260} error={errorOf('desk.resolvers')} />
          <Field label={t('asking.second')} value={values.second} onChange={set('second')} spellCheck={false} autoComplete="off" maxLength={260} />
          <Field label={t('asking.minutes')} type="number" min={5} max={1440} required value={values.minutes} onChange={set('minutes')} error={errorOf('desk.intervalMinutes')} />
        </div>
        <p className="text-label text-text-2">{t('asking.hint')}</p>
        <div className="flex flex-wrap items-end gap-3">
          <Field label={t('reason')} value={values.reason} onChange={set('reason')} required maxLength={1000} className="min-w-60 flex-1" error={errorOf('reason')} />
          <Button type="submit" kind="primary" isPending={act.isPending} disabled={values.reason.trim() === ''}>{t('asking.save')}</Button>
        </div>
        <FormMessage message={act.message} />
      </form>
    </Card>
  )
}
