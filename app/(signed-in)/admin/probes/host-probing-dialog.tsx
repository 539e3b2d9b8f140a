'use client'

import { useTranslations } from 'next-intl'
import { Button } from '../../../../components/ui/button.tsx'
import { Checkbox } from '../../../../components/ui/checkbox.tsx'
import { Dialog } from '../../../../components/ui/dialog.tsx'
import { Field, TextArea } from '../../../../components/ui/field.tsx'
import { FormMessage } from '../../../../components/ui/form-message.tsx'
import { toastList } from '../../../../components/ui/toast-list.ts'
import { useAct } from '../../../../components/ui/use-act.ts'
import type { HostProbing } from '../../../../lib/probes/probe-admin-views.ts'
import { saveHostProbingNow } from './actions.ts'

const SHOWN_MS = 6000

/** Where one host is looked at, whether anybody does, and whether its agent looks at others, with a reason. */
export function HostProbingDialog({ host, onClose }: { host: HostProbing; onClose: () => void }) {
  const t = useTranslations('probing')
  const ui = useTranslations('ui')
  const act = useAct(saveHostProbingNow, ui('noAnswer'))
  const placesError = Object.entries(act.fields).find(([field]) => field.startsWith('places'))

  function save(form: FormData) {
    const places = String(form.get('places') ?? '').split(/[\s,]+/).filter((text) => text !== '')
    const isProbed = form.get('isProbed') !== null
    act.run({ host: host.name, places, isProbed, looksAtOthers: form.get('looksAtOthers') !== null, reason: String(form.get('reason') ?? '').trim() }, () => {
      toastList.show({ id: `probing ${host.name}`, tone: 'ok', title: t(isProbed ? 'savedHost' : 'savedOff', { host: host.name }), endsAt: Date.now() + SHOWN_MS })
      onClose()
    })
  }
  return (
    <Dialog isOpen onClose={onClose} title={t('dialogTitle', { host: host.name })} about={t('dialogAbout')}>
      <form className="flex flex-col gap-3" onSubmit={(event) => (event.preventDefault(), save(new FormData(event.currentTarget)))}>
        <Checkbox name="isProbed" label={t('isProbed')} defaultChecked={host.off === null} />
        <TextArea label={t('places')} hint={t('placesHint', { addresses: host.addresses.length === 0 ? t('noAddress') : host.addresses.join(', ') })} name="places" rows={3} spellCheck={false} defaultValue={host.places.join('\n')} placeholder="192.0.2.1:2525=25" error={placesError ? t('placesWrong') : undefined} />
        <Checkbox name="looksAtOthers" label={t('looksAtOthers')} defaultChecked={host.looksAtOthers} />
        <Field label={t('reason')} name="reason" required maxLength={1000} error={act.fields['reason']} />
        <FormMessage message={act.message} />
        <div className="flex flex-wrap gap-2">
          <Button type="submit" kind="primary" isPending={act.isPending}>{t('save')}</Button>
          <Button onClick={onClose}>{ui('cancel')}</Button>
        </div>
      </form>
    </Dialog>
  )
}
