'use client'

import { useLocale, useTimeZone, useTranslations } from 'next-intl'
import { Card } from '../../../../../components/ui/card.tsx'
import { NoticeBox } from '../../../../../components/ui/notice-box.tsx'
import { BarStrip } from '../../../../../components/ui/sparkline.tsx'
import { StateShape } from '../../../../../components/ui/state-shape.tsx'
import { Time } from '../../../../../components/ui/time.tsx'
import { useTickingNow } from '../../../../../components/ui/use-ticking-now.ts'
import { areFiguresFresh, arrivalStrip, type Watch } from '../../../../../lib/guarded-unlocks/watch.ts'
import { formatAge, formatClock, formatDuration } from '../../../../../lib/i18n/format.ts'
import { LockAgain } from './lock-again.tsx'
import { WatchMeters } from './watch-meters.tsx'

/** The running guarded unlock: what came, how near each figure is to locking again, and the way to break it off. */
export function WatchCard({ watch, account, lockId }: { watch: Watch; account: string; lockId: string }) {
  const t = useTranslations('tickets.watch')
  const language = useLocale()
  const now = useTickingNow()
  const { host } = watch
  const isFresh = areFiguresFresh(watch, now)

  return (
    <Card aria-labelledby="watch" className={isFresh ? 'border-hold-fill p-4' : 'border-dashed border-unk-fill p-4'}>
      <header className="flex flex-wrap items-center gap-2">
        <StateShape tone={isFresh ? 'hold' : 'unk'} size={13} />
        <h2 id="watch" className="text-section">
          {t(watch.step === 'watching' ? 'title' : 'wanted', { host })}
        </h2>
        {watch.hostReadAt && (
          <span className="ml-auto text-label text-text-2">
            <Time at={watch.hostReadAt} />
          </span>
        )}
      </header>
      {!isFresh && (
        <NoticeBox tone="unk" className="mt-3" title={watch.hostReadAt ? t('stale', { host, age: formatAge(watch.hostReadAt, now, language, 'age') }) : t('silent')}>
          {t('staleAbout')}
        </NoticeBox>
      )}
      {watch.beganAt === null ? <p className="mt-3 text-text-2">{t('waits', { host })}</p> : <WatchMeters watch={watch} now={now} />}
      {watch.beganAt !== null && <Arrivals watch={watch} now={now} />}
      <footer className="mt-4 flex flex-wrap items-center gap-3">
        <LockAgain lockId={lockId} account={account} host={host} held={watch.arrived} />
        <p className="min-w-48 flex-1 text-label text-text-2">{isFresh ? t('calm', { host }) : t('calmStale', { host })}</p>
      </footer>
      {watch.holdsWholeQueue && <p className="mt-2 text-label text-wait">{t('queue', { host })}</p>}
    </Card>
  )
}

const BARS = 60

function Arrivals({ watch, now }: { watch: Watch; now: number }) {
  const t = useTranslations('tickets.watch')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const { values, known } = arrivalStrip(watch, BARS, now)
  const tight = formatDuration(watch.terms.tightForSeconds, language)
  const share = values.length === 0 ? 0 : (100 * known) / values.length

  return (
    <div className="mt-4">
      <p className="mb-1 text-label text-text-2">{t('arriving', { time: formatDuration(watch.terms.watchSeconds / values.length, language) })}</p>
      <div className="relative pb-0.5">
        <BarStrip bars={values.map((value, index) => ({ value: index < known ? value : 0, tone: 'hold' as const }))} max={Math.max(2, ...values)} label={t('chart', { count: watch.arrived })} />
        <span aria-hidden className="absolute inset-y-0 w-0.5 bg-text" style={{ left: `${share}%` }} />
      </div>
      <p className="mt-1 flex justify-between gap-2 text-label text-text-2">
        <span className="figures">{watch.beganAt && formatClock(watch.beganAt, language, zone)}</span>
        <span>{watch.until ? t('end', { at: formatClock(watch.until, language, zone), count: watch.arrived, time: tight }) : t('endUnknown', { time: tight })}</span>
      </p>
    </div>
  )
}
