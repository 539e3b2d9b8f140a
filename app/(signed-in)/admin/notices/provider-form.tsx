'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent } from 'react'
import { Button } from '../../../../components/ui/button.tsx'
import { Card, CardHead } from '../../../../components/ui/card.tsx'
import { Field, TextArea } from '../../../../components/ui/field.tsx'
import { FormMessage } from '../../../../components/ui/form-message.tsx'
import { StateWord } from '../../../../components/ui/state-word.tsx'
import { toastList } from '../../../../components/ui/toast-list.ts'
import { useAct } from '../../../../components/ui/use-act.ts'
import type { DeskSetting } from '../../../../lib/notices/desk.ts'
import type { TakenUpForAdmin } from '../../../../lib/standing-orders/taken-up-views.ts'
import { saveProvider } from './actions.ts'

const SHOWN_MS = 6000

/** Who the provider is to his customers. */
export function ProviderForm({ desk, taken }: { desk: DeskSetting; taken: TakenUpForAdmin }) {
  const t = useTranslations('admin.notices.desk')
  const act = useAct(saveProvider, useTranslations('ui')('noAnswer'))
  const errorOf = (name: string) => act.fields[`desk.${name}`]

  function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const text = (name: string) => String(form.get(name) ?? '').trim()
    const asked = {
      providerName: text('providerName'), phone: text('phone'), phoneHours: { de: text('hoursDe'), en: text('hoursEn') },
      abuseAddress: text('abuseAddress'), noticeAddress: text('noticeAddress'), replyAddress: text('replyAddress'), timeZone: text('timeZone'),
    }
    act.run({ desk: asked, reason: text('reason') }, () => toastList.show({ id: 'provider', tone: 'ok', title: t('done'), endsAt: Date.now() + SHOWN_MS }))
  }

  return (
    <Card aria-labelledby="provider">
      <CardHead id="provider" title={t('title')} about={t('about')} isRuled />
      <form key={JSON.stringify(desk)} className="grid gap-3 p-4 md:grid-cols-2" onSubmit={save}>
        <Field label={t('providerName')} name="providerName" required maxLength={100} defaultValue={desk.providerName} error={errorOf('providerName')} />
        <Field label={t('phone')} name="phone" type="tel" maxLength={50} defaultValue={desk.phone} error={errorOf('phone')} />
        <Field label={t('hoursDe')} name="hoursDe" maxLength={100} defaultValue={desk.phoneHours.de} lang="de" error={errorOf('phoneHours.de')} />
        <Field label={t('hoursEn')} name="hoursEn" maxLength={100} defaultValue={desk.phoneHours.en} lang="en" error={errorOf('phoneHours.en')} />
        <Field label={t('abuseAddress')} hint={t('abuseHint')} name="abuseAddress" type="email" required defaultValue={desk.abuseAddress} error={errorOf('abuseAddress')} className="md:col-span-2" />
        <Field label={t('noticeAddress')} hint={t('noticeHint')} name="noticeAddress" type="email" required defaultValue={desk.noticeAddress} error={errorOf('noticeAddress')} />
        <Field label={t('replyAddress')} hint={t('replyHint')} name="replyAddress" type="email" required defaultValue={desk.replyAddress} error={errorOf('replyAddress')} />
        <Field label={t('timeZone')} hint={t('timeZoneHint')} name="timeZone" required maxLength={50} defaultValue={desk.timeZone} error={errorOf('timeZone')} className="md:col-span-2" />
        <TextArea label={t('reason')} name="reason" required rows={2} maxLength={1000} className="md:col-span-2" />
        <div className="flex flex-wrap items-center gap-3 md:col-span-2">
          <Button type="submit" kind="primary" isPending={act.isPending}>
            {t('save')}
          </Button>
          {taken.hosts > 0 && <StateWord tone={taken.behind.length === 0 ? 'ok' : 'wait'}>{t('taken', { taken: taken.taken, hosts: taken.hosts })}</StateWord>}
        </div>
        <FormMessage message={act.message} />
      </form>
    </Card>
  )
}
