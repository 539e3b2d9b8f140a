'use client'

import { Check } from 'lucide-react'
import { useLocale, useTimeZone, useTranslations } from 'next-intl'
import type { HealthAt, TestPoints } from '../../lib/blocklists/open-listing-views.ts'
import { formatDayClock } from '../../lib/i18n/format.ts'
import { StateShape } from '../ui/state-shape.tsx'
import { useTickingNow } from '../ui/use-ticking-now.ts'
import { useUnknownReason } from './use-unknown-reason.ts'

/** Whether the list answers for its own test points, at each resolver. */
export function SelfTests({ points, health }: { points: TestPoints; health: HealthAt[] }) {
  const t = useTranslations('blocklists.panel')
  const say = useUnknownReason()
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const now = useTickingNow()
  if (health.length === 0) return <p className="flex items-center gap-1.5 text-unk"><StateShape tone="unk" size={10} />{t('untested')}</p>
  const works = health.filter((each) => each.works)
  const broken = health.filter((each) => !each.works)

  return (
    <div className="flex flex-col gap-1">
      {works.length > 0 && (
        <p className="flex flex-wrap items-center gap-x-4 gap-y-1">
          {[t('pointListed', { point: points.listed }), t('pointClear', { point: points.clear })].map((words) => (
            <span key={words} className="inline-flex items-center gap-1 text-ok"><Check size={14} aria-hidden />{words}</span>
          ))}
          <span className="text-text-2">{broken.length === 0 ? t('works') : works.map(({ resolver }) => t('worksAt', { resolver })).join(', ')}</span>
        </p>
      )}
      {broken.map(({ resolver, reason, since }) => (
        <p key={resolver} className="flex items-start gap-1.5"><StateShape tone="unk" size={10} className="mt-1" /><span><span className="font-strong">{t('fails', { resolver, at: formatDayClock(since, now, language, zone) })}</span> <span className="text-text-2">{say(reason)}</span></span></p>
      ))}
    </div>
  )
}
