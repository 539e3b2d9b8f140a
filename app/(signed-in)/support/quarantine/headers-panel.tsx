'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '../../../../components/ui/button.tsx'
import { Quote } from '../../../../components/ui/card.tsx'
import { Checkbox } from '../../../../components/ui/checkbox.tsx'
import { FormMessage } from '../../../../components/ui/form-message.tsx'
import { SidePanel } from '../../../../components/ui/side-panel.tsx'
import { useAct } from '../../../../components/ui/use-act.ts'
import { readHeaders } from './actions.ts'
import { NO_REASON, reasonText, ReasonField } from '../../../../components/quarantine/reason-field.tsx'

const MOST = 50

/** Reads headers from the host for the one who asks, with the reason that the customer can see. */
export function HeadersPanel({ ids, onClose }: { ids: string[]; onClose: () => void }) {
  const t = useTranslations('quarantine.panel.headers')
  const ui = useTranslations('ui')
  const [reason, setReason] = useState(NO_REASON)
  const [withSubjects, setWithSubjects] = useState(true)
  const [found, setFound] = useState<{ id: string; headers: Record<string, string> }[] | null>(null)
  const act = useAct(readHeaders, ui('noAnswer'))
  const canDo = reasonText(reason) !== '' && ids.length <= MOST

  const footer = (
    <>
      <Button kind="primary" disabled={!canDo} isPending={act.isPending} onClick={() => act.run({ ids, withSubjects, reason: reasonText(reason) }, setFound)}>{t('do')}</Button>
      <Button onClick={onClose}>{ui('cancel')}</Button>
    </>
  )
  return (
    <SidePanel isOpen onClose={onClose} title={t('title', { count: ids.length })} about={t('about')} footer={footer}>
      {ids.length > MOST && <p className="text-bad">{t('limit', { most: MOST })}</p>}
      <ReasonField kind="headers" reason={reason} onChange={setReason} />
      <Checkbox label={t('subjects')} checked={withSubjects} onChange={(event) => setWithSubjects(event.target.checked)} />
      <FormMessage message={act.message} />
      {found?.length === 0 && <p>{t('none')}</p>}
      {found?.map(({ id, headers }) => (
        <section key={id} aria-label={id}>
          <h3 className="mono font-strong">{id}</h3>
          <Quote>{Object.entries(headers).map(([name, value]) => `${name}: ${value}`).join('\n')}</Quote>
        </section>
      ))}
    </SidePanel>
  )
}
