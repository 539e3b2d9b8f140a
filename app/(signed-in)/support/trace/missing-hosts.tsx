'use client'

import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { StateShape } from '../../../../components/ui/state-shape.tsx'
import { useTickingNow } from '../../../../components/ui/use-ticking-now.ts'
import { formatAge } from '../../../../lib/i18n/format.ts'
import type { AskedHost, TraceProgress } from '../../../../lib/traces/trace-progress.ts'

const SHOWN_MAX = 12
/** A host that was heard within this time is not called silent. */
const HEARD_LATELY_MS = 60_000

/** Hosts that have not answered, by name, with why: each of them may still know of the mail. */
export function MissingHosts({ progress: { hosts, status } }: { progress: TraceProgress }) {
  const t = useTranslations('trace')
  const failed = hosts.filter(({ outcome }) => outcome !== 'answered' && (outcome !== null || status !== 'asking'))
  if (failed.length === 0) return null

  return (
    <div className="flex flex-col gap-1 rounded-control bg-unk-soft px-3 py-2">
      <p className="font-strong">{t('missing', { count: failed.length })}</p>
      <ul className="flex flex-col gap-1">
        {failed.slice(0, SHOWN_MAX).map((one) => (
          <MissingHost key={one.host} host={one} />
        ))}
      </ul>
      {failed.length > SHOWN_MAX && <p className="text-text-2">{t('missingMore', { count: failed.length - SHOWN_MAX })}</p>}
    </div>
  )
}

function MissingHost({ host: { host, heardAt, outcome } }: { host: AskedHost }) {
  const t = useTranslations('trace')
  const language = useLocale()
  const now = useTickingNow()
  const isSilent = heardAt === null || now - Date.parse(heardAt) > HEARD_LATELY_MS
  const age = heardAt === null ? t('neverHeard') : t('notHeard', { age: formatAge(heardAt, now, language, 'age') })

  return (
    <li className="flex flex-wrap items-baseline gap-x-2">
      <StateShape tone="unk" size={10} />
      <Link href={`/support/hosts/${encodeURIComponent(host)}`} className="mono text-accent hover:underline">
        {host}
      </Link>
      <span className="text-text-2">{[isSilent ? age : '', t(`outcome.${outcome ?? 'none'}`)].filter(Boolean).join(' · ')}</span>
    </li>
  )
}
