import { useLocale, useNow, useTimeZone, useTranslations } from 'next-intl'
import { StateShape, TONE_WORD } from '../../../../components/ui/state-shape.tsx'
import type { CauseLine } from '../../../../lib/delisting-requests/cause-line.ts'
import { formatDayClock, formatNumber } from '../../../../lib/i18n/format.ts'

/** What fits on our side: what was locked, what fails. Red is what still stands. */
export function CauseLines({ causes }: { causes: CauseLine[] }) {
  const t = useTranslations('requests.cause')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const now = useNow()
  if (causes.length === 0) return <p className="text-text-2">{t('none')}</p>

  return (
    <ul className="flex flex-col gap-1.5">
      {causes.map((cause) => {
        const at = formatDayClock(cause.at, now, language, zone)
        const tone = cause.stands ? 'bad' : 'ok'
        return (
          <li key={`${cause.kind} ${cause.at} ${cause.kind === 'check' ? cause.check : ''}`} className="flex gap-2">
            <StateShape tone={tone} size={10} className={`mt-1.5 ${TONE_WORD[tone]}`} />
            <span>{cause.kind === 'check'
              ? t('check', { check: cause.check, host: cause.host, at })
              : t('lock', { at, hasFigure: cause.messages === null ? 'no' : 'yes', messages: formatNumber(cause.messages ?? 0, language), state: cause.state === 'guarded-unlock' ? 'watched' : cause.state })}</span>
          </li>
        )
      })}
    </ul>
  )
}
