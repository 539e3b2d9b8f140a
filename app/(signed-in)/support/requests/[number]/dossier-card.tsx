'use client'

import { Pencil } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '../../../../../components/ui/button.tsx'
import { Card, CardHead } from '../../../../../components/ui/card.tsx'
import { CopyButton } from '../../../../../components/ui/copy-button.tsx'
import { IconButton } from '../../../../../components/ui/icon-button.tsx'
import { StateWord } from '../../../../../components/ui/state-word.tsx'
import { formatNumber } from '../../../../../lib/i18n/format.ts'
import type { DossierForPage, RequestPage } from '../../../../../lib/delisting-requests/request-views.ts'
import { writeAnew } from '../actions.ts'
import { useRequestAct } from '../use-request-act.ts'
import { FieldDialog } from './field-dialog.tsx'

type Field = DossierForPage['fields'][number]

/** What is asked, field by field as forms want it and as one text, each with a button that copies it. What nobody knows is marked. */
export function DossierCard({ request: { number, state, dossier } }: { request: RequestPage }) {
  const t = useTranslations('requests.dossier')
  const [edited, setEdited] = useState<Field | null>(null)
  const language = useLocale()
  const anew = useRequestAct(writeAnew)
  const isDraft = state === 'draft'
  if (!dossier) return <Card aria-labelledby="dossier"><CardHead id="dossier" title={t('title')} /><p className="px-4 pb-3 text-text-2">{t('none')}</p></Card>
  const other = dossier.language === 'de' ? 'en' : 'de'

  return (
    <Card aria-labelledby="dossier">
      <CardHead
        id="dossier"
        title={t('title')}
        about={dossier.missing === 0 ? t('complete') : <span className="text-wait">{t('missing', { count: formatNumber(dossier.missing, language), number: dossier.missing })}</span>}
        aside={<span className="inline-flex items-center gap-1 text-label text-text-2">{t('whole')}<CopyButton text={dossier.text} what={t('wholeText')} /></span>}
        isRuled
      />
      <dl lang={dossier.language}>
        {dossier.fields.map((field) => (
          <div key={field.field} className="border-b border-line px-4 py-2 last:border-b-0">
            <dt className="flex min-h-6 items-center gap-1 text-label text-text-2">
              {field.label}
              <span className="ml-auto inline-flex gap-1">
                {isDraft && <IconButton label={t('edit', { field: field.label })} className="size-6" onClick={() => setEdited(field)}><Pencil size={14} aria-hidden /></IconButton>}
                {field.value !== null && <CopyButton text={field.value} what={field.label} />}
              </span>
            </dt>
            <dd className="wrap-anywhere whitespace-pre-line">{field.value ?? <span lang={language}><StateWord tone="wait" size={10}>{t('fillIn')}</StateWord></span>}</dd>
          </div>
        ))}
      </dl>
      {isDraft && (
        <div className="flex flex-wrap gap-2 border-t border-line px-4 py-3">
          <Button size="small" isPending={anew.isPending} onClick={() => anew.run({ number, language: dossier.language }, t('writtenAnew'))}>{t('anew')}</Button>
          <Button size="small" isPending={anew.isPending} onClick={() => anew.run({ number, language: other }, t('writtenAnew'))}>{t(`in.${other}`)}</Button>
          <p role="status" className={anew.message ? 'text-bad' : 'sr-only'}>{anew.message}</p>
        </div>
      )}
      {edited && <FieldDialog number={number} field={edited} onClose={() => setEdited(null)} />}
    </Card>
  )
}
