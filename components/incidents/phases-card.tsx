import { useLocale, useTranslations } from 'next-intl'
import { formatDuration } from '../../lib/i18n/format.ts'
import type { IncidentFigures } from '../../lib/incidents/incident-figures.ts'
import { PHASES } from '../../lib/relay-locks/lock-phases.ts'
import { Card, CardHead } from '../ui/card.tsx'
import { ShareBar } from '../ui/share-bar.tsx'

/** For whom was waited while accounts were locked, from the records of the locks. */
export function PhasesCard({ figures: { phases, accounts } }: { figures: Pick<IncidentFigures, 'phases' | 'accounts'> }) {
  const t = useTranslations('incidents.phases')
  const language = useLocale()
  const time = (ms: number) => formatDuration(ms / 1000, language)
  const shares = PHASES.map((key) => ({ key, value: phases[key], name: t(key), shown: time(phases[key]) }))
  const sum = shares.reduce((total, share) => total + share.value, 0)

  return (
    <Card aria-labelledby="phases" className="pb-3">
      <CardHead id="phases" title={t('title')} about={sum > 0 && t('about', { time: time(sum), accounts })} />
      <div className="px-4">
        {sum === 0 ? <p className="text-text-2">{t('none')}</p> : <ShareBar shares={shares} label={shares.map(({ name, shown }) => `${name} ${shown}`).join(', ')} />}
      </div>
    </Card>
  )
}
