import { useLocale, useTranslations } from 'next-intl'
import { StateWord } from '../ui/state-word.tsx'
import type { Tone } from '../ui/state-shape.tsx'
import { deliveredShare, type Pair, type PairState } from '../../lib/deliveries/matrix.ts'
import { formatShare } from '../../lib/i18n/format.ts'

export type ShownState = PairState | 'silent' | 'none'
export const SHOWN_TONE: Record<ShownState, Tone> = { fine: 'ok', deferring: 'wait', refused: 'bad', few: 'few', silent: 'unk', none: 'unk' }

/** The share that was taken, or the word for why there is none; the state's word is said to who does not see the shape. */
export function PairWord({ pair, state }: { pair: Pair; state: ShownState }) {
  const t = useTranslations('receivers.state')
  const language = useLocale()
  const share = state === 'silent' || state === 'none' ? null : deliveredShare(pair)

  return (
    <StateWord tone={SHOWN_TONE[state]} className="figures">
      {share === null ? t(state) : <>{formatShare(share, language)}<span className="sr-only"> {t(state)}</span></>}
    </StateWord>
  )
}
