import { useTranslations } from 'next-intl'
import { StateWord } from '../../../../components/ui/state-word.tsx'
import { Time } from '../../../../components/ui/time.tsx'
import type { Tone } from '../../../../components/ui/state-shape.tsx'
import type { Measured, MeasuredState } from '../../../../lib/delisting-requests/measured.ts'

export const MEASURED_TONE: Record<MeasuredState, Tone> = {
  listed: 'bad', refused: 'bad', deferring: 'wait', clear: 'ok', fine: 'ok', unknown: 'unk', silent: 'unk', 'not-asked': 'unk', 'no-mail': 'few', 'by-hand': 'unk',
}
const SHOWN = 12

/** What we measure of each target now, with the age of it. */
export function MeasuredLines({ measured }: { measured: Measured[] }) {
  const t = useTranslations('requests.measured')

  return (
    <ul className="flex flex-col gap-1">
      {measured.slice(0, SHOWN).map(({ target, host, state, since, checkedAt }) => (
        <li key={target} className="flex flex-wrap items-baseline gap-x-3">
          <span className="mono wrap-anywhere">{target}</span>
          {host !== null && host !== target && <span className="mono text-text-2">{host}</span>}
          <StateWord tone={MEASURED_TONE[state]} size={10}>{t(`state.${state}`)}</StateWord>
          {since && <span className="text-label text-text-2">{t('since')} <Time at={since} shape="age" isFocusable={false} /></span>}
          {checkedAt && <span className="text-label text-text-3">{t('read')} <Time at={checkedAt} isFocusable={false} /></span>}
        </li>
      ))}
      {measured.length > SHOWN && <li className="text-label text-text-3">{t('more', { count: measured.length - SHOWN })}</li>}
    </ul>
  )
}
