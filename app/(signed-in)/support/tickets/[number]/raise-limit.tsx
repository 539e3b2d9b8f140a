'use client'

import { useLocale, useTranslations } from 'next-intl'
import { Checkbox } from '../../../../../components/ui/checkbox.tsx'
import { Field } from '../../../../../components/ui/field.tsx'
import { formatDuration } from '../../../../../lib/i18n/format.ts'
import type { TicketForSupport } from '../../../../../lib/tickets/ticket-page-views.ts'

type RaiseLimitProps = { raise: NonNullable<TicketForSupport['raise']>; /** Null: not wanted. */ to: string | null; isWrong: boolean; onChange: (to: string | null) => void }

/** Offers to raise the limit that was crossed, for this customer alone, to what he needs. */
export function RaiseLimit({ raise: { suggested, isAllowed }, to, isWrong, onChange }: RaiseLimitProps) {
  const t = useTranslations('tickets.dialog.lift.raise')
  const locks = useTranslations('locks')
  const language = useLocale()
  const limit = locks(`limit.${suggested.limit}`)
  const window = formatDuration(suggested.windowSeconds, language)

  if (!isAllowed) return <p className="text-label text-text-2">{locks('needs-lead')}</p>
  return (
    <div className="flex flex-col gap-2">
      <Checkbox label={t('do')} checked={to !== null} onChange={(event) => onChange(event.target.checked ? String(suggested.to) : null)} />
      {to !== null && (
        <Field
          label={t('limit', { limit, window })}
          hint={suggested.from === null ? t('wasOff') : t('was', { from: suggested.from })}
          error={isWrong ? t('wrong') : undefined}
          value={to}
          inputMode="numeric"
          maxLength={9}
          onChange={(event) => onChange(event.target.value)}
          className="max-w-70"
        />
      )}
    </div>
  )
}
