import clsx from 'clsx'
import { useLocale, useTranslations } from 'next-intl'
import { StateShape, TONE_SOFT, TONE_WORD } from '../../../../components/ui/state-shape.tsx'
import type { MatrixReceiver } from '../../../../lib/deliveries/delivery-views.ts'
import { deliveredShare, pairState } from '../../../../lib/deliveries/matrix.ts'
import { formatShare } from '../../../../lib/i18n/format.ts'
import { PAIR_TONE } from './pair-tone.ts'

/** One receiver over all hosts. */
export function TotalCell({ receiver }: { receiver: MatrixReceiver }) {
  const t = useTranslations('deliverability')
  const language = useLocale()
  const state = pairState(receiver.total)
  const tone = PAIR_TONE[state]
  const share = deliveredShare(receiver.total)

  return (
    <span className={clsx('flex h-7 min-w-18 items-center gap-2 rounded-control px-2', tone !== 'ok' && tone !== 'few' && TONE_SOFT[tone])}>
      <StateShape tone={tone} label={`${receiver.name}: ${t(`state.${state}`)}`} />
      {share !== null && <span className={clsx('figures ml-auto font-strong', tone !== 'ok' && TONE_WORD[tone])}>{formatShare(share, language).replace(/\s?%$/, '')}</span>}
    </span>
  )
}
