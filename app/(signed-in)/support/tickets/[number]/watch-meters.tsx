import { useLocale, useTimeZone, useTranslations } from 'next-intl'
import { Meter } from '../../../../../components/ui/meter.tsx'
import { secondsLeft, type Watch } from '../../../../../lib/guarded-unlocks/watch.ts'
import { formatClock, formatCountdown, formatNumber } from '../../../../../lib/i18n/format.ts'

/** Four meters, each with the number at which the host locks again. */
export function WatchMeters({ watch, now }: { watch: Watch; now: number }) {
  const t = useTranslations('tickets.watch')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const { terms, arrived, recipients, unknown, until } = watch
  const left = secondsLeft(watch, now)
  const whole = formatCountdown(terms.watchSeconds)

  return (
    <div className="mt-3 grid grid-cols-4 gap-x-5 gap-y-3 max-md:grid-cols-2">
      <Figure
        label={t('timeLeft')}
        words={left === null ? '–' : formatCountdown(left)}
        value={left === null ? 0 : terms.watchSeconds - left}
        max={terms.watchSeconds}
        about={until ? t('timeAbout', { time: whole, at: formatClock(until, language, zone) }) : t('timeOpen', { time: whole })}
      />
      {([
        ['held', arrived, terms.mailsMax],
        ['recipients', recipients, terms.recipientsMax],
        ['unknown', unknown, terms.unknownMax],
      ] as const).map(([key, value, max]) => (
        <Figure key={key} label={t(key)} words={formatNumber(value, language)} value={value} max={max} about={t('locksAt', { count: max })} />
      ))}
    </div>
  )
}

type FigureProps = { label: string; words: string; value: number; max: number; about: string }

function Figure({ label, words, value, max, about }: FigureProps) {
  return (
    <div>
      <p className="text-label text-text-2">{label}</p>
      <p className="figures text-figure">{words}</p>
      <Meter label={label} valueText={`${words}, ${about}`} value={value} max={max} tone="hold" className="my-1" />
      <p className="text-label text-text-2">{about}</p>
    </div>
  )
}
