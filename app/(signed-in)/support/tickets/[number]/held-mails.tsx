'use client'

import { useLocale, useTimeZone, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Card, CardHead } from '../../../../../components/ui/card.tsx'
import { Cell, DataTable, HeadCell, Row, TableBody, TableHead } from '../../../../../components/ui/data-table.tsx'
import { StateShape } from '../../../../../components/ui/state-shape.tsx'
import type { Watch } from '../../../../../lib/guarded-unlocks/watch.ts'
import { formatBytes, formatClockSeconds } from '../../../../../lib/i18n/format.ts'
import { SubjectsDialog } from './subjects-dialog.tsx'

/** What a running watch holds: the envelope, recipients shortened. Subjects are masked until somebody with the right says why. */
export function HeldMails({ watch: { id, held, arrived: count }, mayUnmask }: { watch: Watch; mayUnmask: boolean }) {
  const t = useTranslations('tickets.held')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const [subjects, setSubjects] = useState<Record<string, string>>({})
  const [isAsking, setAsking] = useState(false)
  const unmask = mayUnmask && held.length > 0 && (
    <button type="button" onClick={() => setAsking(true)} className="font-strong text-accent hover:underline">
      {t('unmask')}
    </button>
  )
  const title = (
    <span className="inline-flex items-center gap-2">
      <StateShape tone="hold" size={11} />
      {t('title', { count })}
    </span>
  )

  return (
    <Card aria-labelledby="held-mails">
      <CardHead id="held-mails" title={title} about={held.length < count ? `${t('about')} · ${t('newest', { count: held.length })}` : t('about')} aside={unmask} isRuled />
      {held.length === 0 ? (
        <p className="px-4 py-4 text-text-2">{t('none')}</p>
      ) : (
        <DataTable label={t('title', { count })}>
          <TableHead className="md:static!">
            <HeadCell>{t('column.time')}</HeadCell>
            <HeadCell>{t('column.to')}</HeadCell>
            <HeadCell>{t('column.subject')}</HeadCell>
            <HeadCell isNumber>{t('column.size')}</HeadCell>
          </TableHead>
          <TableBody>
            {held.map((mail) => (
              <Row key={`${mail.id} ${mail.at}`}>
                <Cell label={t('column.time')} className="mono">
                  {formatClockSeconds(mail.at, language, zone)}
                </Cell>
                <Cell label={t('column.to')} isRowHead>
                  <span className="mono wrap-anywhere">{mail.recipient}</span>
                  {mail.recipients > 1 && <span className="block text-label text-text-3">{t('more', { count: mail.recipients - 1 })}</span>}
                </Cell>
                <Cell label={t('column.subject')} className="text-text-2">
                  {subjects[mail.id] === undefined ? t('masked') : <bdi className="wrap-anywhere text-text">{subjects[mail.id] || t('noSubject')}</bdi>}
                </Cell>
                <Cell label={t('column.size')} isNumber>
                  {formatBytes(mail.size, language)}
                </Cell>
              </Row>
            ))}
          </TableBody>
        </DataTable>
      )}
      {isAsking && <SubjectsDialog guardedUnlockId={id} onClose={() => setAsking(false)} onRead={setSubjects} />}
    </Card>
  )
}
