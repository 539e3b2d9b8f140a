'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '../../../../../components/ui/button.tsx'
import { Sunken } from '../../../../../components/ui/card.tsx'
import { Select, TextArea } from '../../../../../components/ui/field.tsx'
import { SidePanel } from '../../../../../components/ui/side-panel.tsx'
import { useAct } from '../../../../../components/ui/use-act.ts'
import { REFUSAL_SCOPES, type RefusalScope } from '../../../../../lib/refusals/refusal.ts'
import { NAMES } from '../../../../../lib/taught-rules/taught-rule.ts'
import type { TextToName } from '../../../../../lib/taught-rules/taught-rule-views.ts'
import { textsHref, type TextsQuery } from '../../../../../lib/taught-rules/texts-query.ts'
import { nameThis } from './actions.ts'
import { RulePreview } from './rule-preview.tsx'

const LASTS = ['code', 'yes', 'no'] as const
type Lasts = (typeof LASTS)[number]
const PERMANENT: Record<Lasts, boolean | null> = { code: null, yes: true, no: false }
type Name = (typeof NAMES)[number]

/** Says what a refusal means. What the rule would speak of is shown before it is saved. */
export function NamePanel({ toName, query }: { toName: TextToName; query: TextsQuery }) {
  const t = useTranslations('texts')
  const classes = useTranslations('deliverability.class')
  const router = useRouter()
  const [form, setForm] = useState({ text: toName.text, receiver: '', class: '' as Name | '', scope: '' as RefusalScope | '', lasts: 'code' as Lasts, note: '' })
  const set = (change: Partial<typeof form>) => setForm({ ...form, ...change })
  const act = useAct(nameThis, t('broken'))
  const close = () => router.push(textsHref(query, { name: null, page: query.page }), { scroll: false })
  const receiver = form.receiver === '' ? null : form.receiver

  function save() {
    if (form.class === '' || form.scope === '') return
    act.run({ text: form.text, receiver, class: form.class, scope: form.scope, permanent: PERMANENT[form.lasts], note: form.note }, close)
  }

  return (
    <SidePanel isOpen onClose={close} title={t('nameTitle')} about={t('nameAbout')}>
      <Sunken className="mono wrap-anywhere">{toName.example}</Sunken>
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <TextArea label={t('ruleText')} hint={t('ruleTextHint')} error={act.fields.text} value={form.text} required minLength={4} maxLength={500} spellCheck={false} onChange={(event) => set({ text: event.target.value })} />
        <Select label={t('receiver')} value={form.receiver} onChange={(event) => set({ receiver: event.target.value })}>
          <option value="">{t('anyReceiver')}</option>
          {toName.receivers.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
        </Select>
        <Select label={t('class')} value={form.class} required onChange={(event) => set({ class: event.target.value as Name | '' })}>
          <option value="" disabled>{t('choose')}</option>
          {NAMES.map((name) => <option key={name} value={name}>{classes(name)}</option>)}
        </Select>
        <Select label={t('scopeLabel')} hint={t('scopeHint')} value={form.scope} required onChange={(event) => set({ scope: event.target.value as RefusalScope | '' })}>
          <option value="" disabled>{t('choose')}</option>
          {REFUSAL_SCOPES.map((scope) => <option key={scope} value={scope}>{t(`scope.${scope}`)}</option>)}
        </Select>
        <Select label={t('lastsLabel')} value={form.lasts} onChange={(event) => set({ lasts: event.target.value as Lasts })}>
          {LASTS.map((key) => <option key={key} value={key}>{t(`lasts.${key}`)}</option>)}
        </Select>
        <TextArea label={t('note')} hint={t('noteHint')} value={form.note} maxLength={1000} onChange={(event) => set({ note: event.target.value })} />
        <RulePreview text={form.text} receiver={receiver} refusalClass={form.class === '' ? 'unknown' : form.class} />
        <p role="status" className={act.message ? 'text-bad' : 'sr-only'}>{act.message}</p>
        <div className="flex flex-wrap gap-2">
          <Button type="submit" kind="primary" isPending={act.isPending}>{t('save')}</Button>
          <Button onClick={close}>{t('cancel')}</Button>
        </div>
        <p className="text-label text-text-2">{t('fromNowOn')}</p>
      </form>
    </SidePanel>
  )
}
