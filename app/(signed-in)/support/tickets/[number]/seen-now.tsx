import { useLocale, useNow, useTimeZone, useTranslations } from 'next-intl'
import { Sunken } from '../../../../../components/ui/card.tsx'
import { BarStrip, type Bar } from '../../../../../components/ui/sparkline.tsx'
import { arrivalStrip, watchedSeconds, type Watch } from '../../../../../lib/guarded-unlocks/watch.ts'
import { formatDayClock, formatDuration } from '../../../../../lib/i18n/format.ts'
import type { RefusedHour } from '../../../../../lib/relay-locks/lock-page-records.ts'
import type { TicketForSupport } from '../../../../../lib/tickets/ticket-page-views.ts'
import { RefusedNow } from './refused-now.tsx'

/** What we measure ourselves, beside what he says of his queue: attempts refused since the lock, and each unlock so far. */
export function SeenNow({ ticket }: { ticket: TicketForSupport }) {
  const t = useTranslations('tickets.seen')
  const watches = [ticket.watch, ...ticket.pastWatches].filter((watch) => watch !== null).reverse()

  return (
    <Sunken className="mt-2.5">
      <h4 className="font-strong">{t('title')}</h4>
      {watches.map((watch, index) => (
        <WatchLine key={watch.id} watch={watch} isFirst={index === 0} isRunning={watch === ticket.watch} />
      ))}
      {ticket.refused.some((hour) => hour.refused > 0) && (
        <div className="mt-1 flex items-end gap-3">
          <span className="w-38 shrink-0 text-label text-text-2">{t('refused')}</span>
          <RefusedStrip refused={ticket.refused} />
        </div>
      )}
      <p className="mt-1 text-text-2">
        <RefusedNow refused={ticket.refused} />
      </p>
    </Sunken>
  )
}

const BARS = 12

function WatchLine({ watch, isFirst, isRunning }: { watch: Watch; isFirst: boolean; isRunning: boolean }) {
  const t = useTranslations('tickets.seen')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const now = useNow().getTime()
  const isBreach = watch.step === 'locked-again'
  const time = formatDuration(watchedSeconds(watch, now), language)
  const bars: Bar[] = arrivalStrip(watch, BARS, now).values.map((value) => ({ value, tone: isBreach ? 'bad' : 'hold' }))
  const name = isRunning ? 'thisUnlock' : isFirst ? 'firstUnlock' : 'pastUnlock'

  return (
    <div className="mt-1 flex flex-wrap items-end gap-x-3">
      <span className="w-38 shrink-0 text-label text-text-2">{t(name, { at: formatDayClock(watch.startedAt, now, language, zone) })}</span>
      <BarStrip bars={bars} height={18} label={t('arrivals', { count: watch.arrived, time })} className="w-28 max-md:w-16" />
      <strong className={isBreach ? 'text-bad' : undefined}>{t('mails', { count: watch.arrived, time })}</strong>
      {watch.left !== null && watch.left > 0 && <strong className="text-bad">{t('leftHost', { count: watch.left })}</strong>}
    </div>
  )
}

function RefusedStrip({ refused }: { refused: RefusedHour[] }) {
  const t = useTranslations('tickets.seen')
  const latest = refused.slice(-24)

  return (
    <BarStrip
      bars={latest.map((hour) => ({ value: hour.refused, tone: 'bad' }))}
      height={18}
      label={t('chart', { list: latest.map((hour) => hour.refused).join(', ') })}
      className="w-28 max-md:w-16"
    />
  )
}
