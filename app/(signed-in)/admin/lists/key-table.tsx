'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '../../../../components/ui/button.tsx'
import { Card, CardHead } from '../../../../components/ui/card.tsx'
import { Dialog } from '../../../../components/ui/dialog.tsx'
import { Field } from '../../../../components/ui/field.tsx'
import { FormMessage } from '../../../../components/ui/form-message.tsx'
import { StateWord } from '../../../../components/ui/state-word.tsx'
import { Time } from '../../../../components/ui/time.tsx'
import { toastList } from '../../../../components/ui/toast-list.ts'
import { useAct } from '../../../../components/ui/use-act.ts'
import type { ListKeyForAdmin } from '../../../../lib/blocklists/list-admin-views.ts'
import { saveKey } from './actions.ts'

const SHOWN_MS = 6000
type Asked = { name: string; isTakenAway: boolean }

/** Paid keys: that there is one and since when. A key is never shown again. */
export function KeyTable({ keys }: { keys: ListKeyForAdmin[] }) {
  const t = useTranslations('listSettings.keys')
  const [asked, ask] = useState<Asked | null>(null)

  return (
    <Card aria-labelledby="keys">
      <CardHead id="keys" title={t('title')} about={t('about')} isRuled />
      <ul>
        {keys.map(({ name, since, lists }) => (
          <li key={name} className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-2 last:border-b-0">
            <span className="min-w-0 flex-1">
              <span className="mono font-strong">{name}</span>
              <span className="block text-label text-text-2">{t('lists', { lists: lists.join(', ') })}</span>
            </span>
            {since ? <StateWord tone="ok">{t.rich('set', { at: () => <Time at={since} /> })}</StateWord> : <StateWord tone="few">{t('none')}</StateWord>}
            <Button size="small" aria-label={t(since ? 'replaceLong' : 'addLong', { name })} onClick={() => ask({ name, isTakenAway: false })}>{t(since ? 'replace' : 'add')}</Button>
            {since && <Button size="small" kind="danger" aria-label={t('takeAwayLong', { name })} onClick={() => ask({ name, isTakenAway: true })}>{t('takeAway')}</Button>}
          </li>
        ))}
      </ul>
      {asked && <KeyDialog asked={asked} onClose={() => ask(null)} />}
    </Card>
  )
}

function KeyDialog({ asked: { name, isTakenAway }, onClose }: { asked: Asked; onClose: () => void }) {
  const t = useTranslations('listSettings')
  const ui = useTranslations('ui')
  const act = useAct(saveKey, ui('noAnswer'))

  function save(form: FormData) {
    const text = (field: string) => String(form.get(field) ?? '').trim()
    act.run({ name, key: isTakenAway ? null : text('key'), reason: text('reason') }, () => {
      toastList.show({ id: `key ${name}`, tone: 'ok', title: t(isTakenAway ? 'keys.gone' : 'keys.saved', { name }), endsAt: Date.now() + SHOWN_MS })
      onClose()
    })
  }
  return (
    <Dialog isOpen onClose={onClose} title={t(isTakenAway ? 'keys.takeAwayTitle' : 'keys.addTitle', { name })} about={t(isTakenAway ? 'keys.takeAwayAbout' : 'keys.addAbout')}>
      <form className="flex flex-col gap-3" onSubmit={(event) => (event.preventDefault(), save(new FormData(event.currentTarget)))}>
        {!isTakenAway && <Field label={t('keys.key')} name="key" type="password" required maxLength={63} autoComplete="off" spellCheck={false} error={act.fields['key']} />}
        <Field label={t('reason')} name="reason" required maxLength={1000} error={act.fields['reason']} />
        <FormMessage message={act.message} />
        <div className="flex flex-wrap gap-2">
          <Button type="submit" kind={isTakenAway ? 'danger' : 'primary'} isPending={act.isPending}>{t(isTakenAway ? 'keys.doTakeAway' : 'keys.doAdd')}</Button>
          <Button onClick={onClose}>{ui('cancel')}</Button>
        </div>
      </form>
    </Dialog>
  )
}
