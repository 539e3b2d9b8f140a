'use client'

import { useTranslations } from 'next-intl'
import type { FormEvent } from 'react'
import { Button } from '../../../../components/ui/button.tsx'
import { Card } from '../../../../components/ui/card.tsx'
import { Field, TextArea } from '../../../../components/ui/field.tsx'
import { FormMessage } from '../../../../components/ui/form-message.tsx'
import { toastList } from '../../../../components/ui/toast-list.ts'
import { useAct } from '../../../../components/ui/use-act.ts'
import type { SendingSetting } from '../../../../lib/domain-checks/domain-check.ts'
import { saveSendingNow } from './actions.ts'

const SHOWN_MS = 6000

/** Our own sending domains, the name to include, the selectors. */
export function SendingForm({ setting }: { setting: SendingSetting }) {
  const t = useTranslations('domains.admin')
  const act = useAct(saveSendingNow, useTranslations('ui')('noAnswer'))
  const errorOf = (name: string) => Object.entries(act.fields).find(([field]) => field.startsWith(`sending.${name}`))?.[1]

  function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const text = (name: string) => String(form.get(name) ?? '').trim()
    const list = (name: string) => text(name).split(/[\s,]+/).filter((one) => one !== '')
    const sending = { ownDomains: list('ownDomains'), includeDomain: text('includeDomain') || null, dkimSelectors: list('dkimSelectors') }
    act.run({ sending, reason: text('reason') }, () => toastList.show({ id: 'sending', tone: 'ok', title: t('done'), endsAt: Date.now() + SHOWN_MS }))
  }

  return (
    <Card className="max-w-180">
      <form key={JSON.stringify(setting)} className="grid gap-3 p-4" onSubmit={save}>
        <TextArea label={t('ownDomains')} hint={t('ownDomainsHint')} name="ownDomains" rows={3} className="mono" defaultValue={setting.ownDomains.join('\n')} error={errorOf('ownDomains')} />
        <Field label={t('includeDomain')} hint={t('includeDomainHint')} name="includeDomain" maxLength={253} defaultValue={setting.includeDomain ?? ''} error={errorOf('includeDomain')} />
        <TextArea label={t('dkimSelectors')} hint={t('dkimSelectorsHint')} name="dkimSelectors" rows={2} className="mono" defaultValue={setting.dkimSelectors.join('\n')} error={errorOf('dkimSelectors')} />
        <TextArea label={t('reason')} name="reason" required rows={2} maxLength={1000} />
        <div>
          <Button type="submit" kind="primary" isPending={act.isPending}>
            {t('save')}
          </Button>
        </div>
        <FormMessage message={act.message} />
      </form>
    </Card>
  )
}
