'use client'

import { useTranslations } from 'next-intl'
import { Button } from '../../../../components/ui/button.tsx'
import { Checkbox } from '../../../../components/ui/checkbox.tsx'
import { Dialog } from '../../../../components/ui/dialog.tsx'
import { Field, Select } from '../../../../components/ui/field.tsx'
import { FormMessage } from '../../../../components/ui/form-message.tsx'
import { toastList } from '../../../../components/ui/toast-list.ts'
import { useAct } from '../../../../components/ui/use-act.ts'
import type { ListForAdmin } from '../../../../lib/blocklists/list-admin-views.ts'
import { TRUST_TO_CHOOSE } from '../../../../lib/blocklists/listing.ts'
import { saveSetting } from './actions.ts'

const SHOWN_MS = 6000

/** Whether one list is asked and what its listings weigh here, with a reason. */
export function ListDialog({ list, onClose }: { list: ListForAdmin; onClose: () => void }) {
  const t = useTranslations('listSettings')
  const ui = useTranslations('ui')
  const act = useAct(saveSetting, ui('noAnswer'))

  function save(form: FormData) {
    const trust = TRUST_TO_CHOOSE.find((one) => one === form.get('trust')) ?? null
    act.run({ list: list.id, isAsked: form.get('isAsked') !== null, trust, reason: String(form.get('reason') ?? '').trim() }, () => {
      toastList.show({ id: `list ${list.id}`, tone: 'ok', title: t('savedList', { list: list.name }), endsAt: Date.now() + SHOWN_MS })
      onClose()
    })
  }
  return (
    <Dialog isOpen onClose={onClose} title={t('changeTitle', { list: list.name })} about={t('changeAbout', { asked: String(list.byProject.isAsked), trust: t(`trust.${list.byProject.trust}`) })}>
      <form className="flex flex-col gap-3" onSubmit={(event) => (event.preventDefault(), save(new FormData(event.currentTarget)))}>
        <Checkbox name="isAsked" label={t('isAsked')} defaultChecked={list.setting?.isAsked ?? list.byProject.isAsked} />
        {list.byProject.trust === 'no-verdict' ? <p className="text-text-2">{t('noVerdict')}</p> : (
          <Select label={t('weighs')} name="trust" defaultValue={list.setting?.trust ?? ''} error={act.fields['trust']}>
            <option value="">{t('asProject', { trust: t(`trust.${list.byProject.trust}`) })}</option>
            {TRUST_TO_CHOOSE.map((trust) => <option key={trust} value={trust}>{t(`trust.${trust}`)}</option>)}
          </Select>
        )}
        <Field label={t('reason')} name="reason" required maxLength={1000} error={act.fields['reason']} />
        <FormMessage message={act.message} />
        <div className="flex flex-wrap gap-2">
          <Button type="submit" kind="primary" isPending={act.isPending}>{t('doSave')}</Button>
          <Button onClick={onClose}>{ui('cancel')}</Button>
        </div>
      </form>
    </Dialog>
  )
}
