import { useLocale, useTranslations } from 'next-intl'
import { Card, CardHead } from '../../../../../components/ui/card.tsx'
import { StateShape } from '../../../../../components/ui/state-shape.tsx'
import { Time } from '../../../../../components/ui/time.tsx'
import type { HostForSupport } from '../../../../../lib/hosts/host-views.ts'
import { saidOfTrouble } from '../../../../../lib/hosts/trouble-sentences.ts'

/** What the host cannot do by itself. */
export function TroubleCard({ troubles }: { troubles: HostForSupport['troubles'] }) {
  const t = useTranslations('hosts.trouble')
  const language = useLocale()

  return (
    <Card aria-labelledby="trouble">
      <CardHead id="trouble" title={t('title')} isRuled />
      <ul className="flex flex-col gap-2 px-4 py-3">
        {troubles.map(({ code, text, at }) => (
          <li key={code} className="flex gap-2.5">
            <StateShape tone="bad" className="mt-1" />
            <div className="min-w-0">
              <p className="wrap-anywhere">{saidOfTrouble(text, language) || code}</p>
              <p className="text-label text-text-3">
                <span className="mono">{code}</span> · <Time at={at} />
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  )
}
