'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTimeZone, useTranslations } from 'next-intl'
import { FigureStrip } from '../../../../components/ui/figure-strip.tsx'
import { SidePanel } from '../../../../components/ui/side-panel.tsx'
import { Time } from '../../../../components/ui/time.tsx'
import { StateWord } from '../../../../components/ui/state-word.tsx'
import { useTickingNow } from '../../../../components/ui/use-ticking-now.ts'
import type { PairPage } from '../../../../lib/deliveries/delivery-views.ts'
import { deliveredShare, pairState } from '../../../../lib/deliveries/matrix.ts'
import { matrixHref, type MatrixQuery } from '../../../../lib/deliveries/matrix-query.ts'
import { formatDayClock, formatNumber, formatShare } from '../../../../lib/i18n/format.ts'
import { PAIR_TONE } from './pair-tone.ts'
import { AlsoOn, HitAccounts } from './pair-others.tsx'
import { PairHabit } from './pair-habit.tsx'
import { PairTrend } from './pair-trend.tsx'
import { RefusalWords } from './refusal-words.tsx'

/** One host and one receiver: figures, trend, the receiver's own words, whom it hits, where else it is said. */
export function PairPanel({ page, query }: { page: PairPage; query: MatrixQuery }) {
  const t = useTranslations('deliverability')
  const language = useLocale()
  const router = useRouter()
  const { host, receiver, pair, standing } = page
  const zone = useTimeZone() ?? 'UTC'
  const now = useTickingNow()
  const state = pairState(pair)
  const share = deliveredShare(pair)
  const close = () => router.push(matrixHref(query, { host: null, receiver: null }), { scroll: false })

  return (
    <SidePanel isOpen onClose={close} title={<><span className="mono">{host.name}</span> → {receiver.name}</>} about={host.isSilent ? <SilentWord host={host} /> : <StateWord tone={PAIR_TONE[standing && standing.state !== 'fine' ? standing.state : state]}>{standing && standing.state !== 'fine' ? t(`since.${standing.state}`, { at: formatDayClock(standing.firstAt ?? standing.since, now, language, zone) }) : t(`state.${state}`)}</StateWord>}>
      <FigureStrip
        label={t('figures')}
        figures={[
          { key: 'share', value: share === null ? '–' : formatShare(share, language, share === 1 ? 0 : 1), label: t('deliveredShare', { period: t(`periods.${query.period}`) }), tone: host.isSilent ? undefined : state === 'refused' ? 'bad' : state === 'deferring' ? 'wait' : undefined },
          { key: 'refused', value: formatNumber(pair.refused, language), label: t('refused') },
          { key: 'deferred', value: formatNumber(pair.deferred, language), label: t('deferred') },
          { key: 'delivered', value: formatNumber(pair.delivered, language), label: t('delivered') },
        ]}
      />
      {(pair.returned ?? 0) > 0 && <p className="text-label text-wait">{t('returned', { count: pair.returned ?? 0 })}</p>}
      {pair.others > 0 && <p className="text-label text-text-2">{t('others', { count: pair.others })}</p>}
      <PairHabit page={page} />
      <PairTrend trend={page.trend} />
      <RefusalWords receiver={receiver.name} refusals={page.refusals} />
      <HitAccounts refusals={page.refusals} />
      <AlsoOn hosts={page.alsoOn} receiver={receiver.id} query={query} />
    </SidePanel>
  )
}

/** The figures below are as old as this; of a host that is not heard nothing is said to be fine. */
function SilentWord({ host }: { host: PairPage['host'] }) {
  const t = useTranslations('deliverability')
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      <StateWord tone="unk">{t('state.silent')}</StateWord>
      <span className="text-label text-text-2">{host.lastReadAt ? <>{t('notHeard')} <Time at={host.lastReadAt} /></> : t('neverHeard')}</span>
    </span>
  )
}
