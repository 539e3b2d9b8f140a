import { useLocale, useNow, useTimeZone, useTranslations } from 'next-intl'
import { SHOWN_TONE, type ShownState } from '../../../../../components/deliveries/pair-word.tsx'
import { Breadcrumbs } from '../../../../../components/ui/breadcrumbs.tsx'
import { FigureStrip, type StripFigure } from '../../../../../components/ui/figure-strip.tsx'
import { LinkButton } from '../../../../../components/ui/link-button.tsx'
import { PageHead } from '../../../../../components/ui/page-head.tsx'
import { SegmentedLinks } from '../../../../../components/ui/segmented.tsx'
import { StatePill } from '../../../../../components/ui/state-word.tsx'
import { asMatrixPeriod, deliveryPeriods } from '../../../../../lib/deliveries/delivery-period.ts'
import { deliveredShare } from '../../../../../lib/deliveries/matrix.ts'
import { matrixHref, matrixQuery } from '../../../../../lib/deliveries/matrix-query.ts'
import { receiverHref, type ReceiverQuery } from '../../../../../lib/deliveries/receiver-query.ts'
import type { ReceiverPage } from '../../../../../lib/deliveries/receiver-views.ts'
import { formatAge, formatDay, formatDayClock, formatNumber, formatShare } from '../../../../../lib/i18n/format.ts'

type ReceiverHeadProps = { receiver: ReceiverPage; query: ReceiverQuery }

/** What it does to us and since when, in one line and a strip of figures. */
export function ReceiverHead({ receiver, query }: ReceiverHeadProps) {
  const t = useTranslations('receivers')
  const state = stateOf(receiver)
  const periods = deliveryPeriods.map((period) => ({ key: period, label: t(`periods.${period}`), href: receiverHref(receiver.id, { ...query, period }) }))
  const crumbs = [{ label: t('crumb'), href: '/support/deliverability' }, { label: t('title'), href: '/support/receivers' }, { label: receiver.name }]

  return (
    <>
      <PageHead
        title={receiver.name}
        crumbs={<Breadcrumbs label={useTranslations('ui')('breadcrumbs')} crumbs={crumbs} />}
        about={<><StatePill tone={SHOWN_TONE[state]}>{t(`state.${state}`)}</StatePill><WhatItDoes receiver={receiver} state={state} query={query} /></>}
        aside={
          <>
            <SegmentedLinks label={t('period')} segments={periods} current={query.period} />
            <LinkButton href={matrixHref(matrixQuery.parse({}), { period: asMatrixPeriod(query.period) })}>{t('toMatrix')}</LinkButton>
          </>
        }
      />
      <div className="mb-4"><Figures receiver={receiver} query={query} /></div>
    </>
  )
}

/** One host that is refused is worse than a good share over all of them. Where nothing is known nothing is said to be fine. */
function stateOf({ hostCount, isRefusing, total }: ReceiverPage): ShownState {
  if (isRefusing) return 'refused'
  if (total.troubled > 0) return 'deferring'
  if (hostCount > 0 && total.silent === hostCount) return 'silent'
  return total.attempts === 0 ? 'none' : total.state
}

function WhatItDoes({ receiver: { hostCount, total, firstRefused }, state, query }: ReceiverHeadProps & { state: ShownState }) {
  const t = useTranslations('receivers')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const now = useNow()
  const words = { refused: null, deferring: null, fine: t('taken'), few: t('fewAttempts'), none: t('noMail'), silent: t('allSilent') }
  const at = firstRefused && (query.period === '30d' ? formatDay(firstRefused.at, language, 'UTC') : formatDayClock(firstRefused.at, now, language, zone))

  return (
    <>
      <span>{total.troubled > 0 ? t('troubled', { count: total.troubled, hosts: hostCount }) : words[state]}</span>
      {at && <span className="text-label text-text-2">{firstRefused.isOlder ? t('sinceOlder', { at }) : t('since', { at })}</span>}
      {total.silent > 0 && state !== 'silent' && <span className="text-label text-unk">{t('someSilent', { count: total.silent })}</span>}
    </>
  )
}

function Figures({ receiver: { total, hostCount, hit, samples, readAt }, query }: ReceiverHeadProps) {
  const t = useTranslations('receivers')
  const language = useLocale()
  const now = useNow()
  const share = deliveredShare(total.pair)
  const number = (value: number) => formatNumber(value, language)
  const customers = hit.filter(({ customer }) => customer !== null).length
  const figures: StripFigure[] = [
    { key: 'share', value: share === null ? '–' : formatShare(share, language), label: t('figure.share', { period: t(`periods.${query.period}`) }), about: readAt && t('figure.all', { age: formatAge(readAt, now, language) }), tone: total.state === 'refused' ? 'bad' : total.state === 'deferring' ? 'wait' : undefined },
    { key: 'attempts', value: number(total.attempts), label: t('figure.attempts'), about: t(`periods.${query.period}`) },
    { key: 'refused', value: number(total.pair.refused), label: t('figure.refused') },
    { key: 'deferred', value: number(total.pair.deferred), label: t('figure.deferred') },
    { key: 'others', value: number(total.pair.others), label: t('figure.others') },
    { key: 'hosts', value: t('list.of', { count: total.troubled, hosts: hostCount }), label: t('figure.hosts') },
    { key: 'customers', value: samples.count === 0 ? '–' : number(customers), label: t('figure.customers'), about: t('figure.sampled') },
  ]

  return <FigureStrip label={t('figures')} figures={figures} />
}
