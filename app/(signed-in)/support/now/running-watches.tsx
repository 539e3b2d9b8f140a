'use client'

import { useLocale, useTranslations } from 'next-intl'
import { Card } from '../../../../components/ui/card.tsx'
import { LinkButton } from '../../../../components/ui/link-button.tsx'
import { Meter } from '../../../../components/ui/meter.tsx'
import { MonoCut } from '../../../../components/ui/mono-cut.tsx'
import { StateShape } from '../../../../components/ui/state-shape.tsx'
import { useTickingNow } from '../../../../components/ui/use-ticking-now.ts'
import { formatCountdown, formatNumber } from '../../../../lib/i18n/format.ts'
import type { RunningWatch } from '../../../../lib/now/now-views.ts'

/** Guarded unlocks that run: each ends by itself, so they are shown and ask for nothing. */
export function RunningWatches({ watches }: { watches: RunningWatch[] }) {
  const t = useTranslations('now')

  return (
    <section aria-labelledby="running" className="mt-4">
      <h2 id="running" className="mb-2 text-body text-text-2">
        {t('running')}
      </h2>
      <Card>
        {watches.map((watch) => (
          <WatchRow key={watch.id} watch={watch} />
        ))}
      </Card>
    </section>
  )
}

function WatchRow({ watch }: { watch: RunningWatch }) {
  const t = useTranslations('now.watch')
  const { host, isHostSilent, ticketNumber, account, href } = watch
  const words = isHostSilent ? t('silent', { host }) : watch.watchBeganAt ? t('what', { host, ticket: ticketNumber === null ? 'none' : String(ticketNumber) }) : t('waits', { host })

  return (
    <div className="grid items-center gap-x-4 gap-y-2 border-t border-line px-4 py-3 first:border-t-0 max-md:grid-cols-[1rem_1fr] md:grid-cols-[1rem_7.25rem_minmax(0,1fr)_auto] xl:grid-cols-[1rem_7.25rem_minmax(0,1fr)_auto_auto] xl:gap-x-5">
      <StateShape tone={isHostSilent ? 'unk' : 'hold'} size={13} />
      <strong className="font-[600]">{t('kind')}</strong>
      <div className="min-w-0 max-md:col-span-full">
        <p className="font-strong">
          <MonoCut text={account} max={48} />
        </p>
        <p className="text-text-2">{words}</p>
      </div>
      <Meters watch={watch} />
      <LinkButton href={href} size="small" aria-label={t('openFor', { account })} className="max-md:col-span-full md:max-xl:row-start-1 md:max-xl:col-start-4">
        {t('open')}
      </LinkButton>
    </div>
  )
}

function Meters({ watch }: { watch: RunningWatch }) {
  const t = useTranslations('now.watch')
  const language = useLocale()
  const now = useTickingNow()
  const { mails, mailsMax, watchBeganAt, watchSeconds } = watch
  const gone = watchBeganAt ? Math.min(watchSeconds, Math.max(0, Math.floor((now - watchBeganAt.getTime()) / 1000))) : 0

  return (
    <div className="grid grid-cols-2 gap-6 max-xl:col-span-full md:max-xl:col-start-3">
      <OneMeter label={t('mails')} value={mails} max={mailsMax} shown={formatNumber(mails, language)} shownMax={formatNumber(mailsMax, language)} />
      <OneMeter label={t('time')} value={gone} max={watchSeconds} shown={formatCountdown(gone)} shownMax={formatCountdown(watchSeconds)} />
    </div>
  )
}

type OneMeterProps = { label: string; value: number; max: number; shown: string; shownMax: string }

function OneMeter({ label, value, max, shown, shownMax }: OneMeterProps) {
  const t = useTranslations('now.watch')

  return (
    <div className="min-w-28 xl:w-40">
      <p className="mb-1 flex justify-between gap-3">
        <span className="text-label text-text-2">{label}</span>
        <span className="figures whitespace-nowrap text-text-2">{t.rich('of', { value: shown, max: shownMax, b: (words) => <strong className="text-text">{words}</strong> })}</span>
      </p>
      <Meter label={label} valueText={`${shown} / ${shownMax}`} value={value} max={max} tone="hold" />
    </div>
  )
}
