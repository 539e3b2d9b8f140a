'use client'

import { useLocale, useNow, useTranslations } from 'next-intl'
import { SoftLinks } from '../../../../components/ui/soft-links.tsx'
import { StateShape, type Tone } from '../../../../components/ui/state-shape.tsx'
import { formatAge } from '../../../../lib/i18n/format.ts'
import type { HostShape } from '../../../../lib/now/now-views.ts'

const TONE: Record<HostShape['state'], Tone> = { trouble: 'bad', silent: 'unk', 'not-joined': 'few', fine: 'ok' }

/** Hosts as shapes that lead to their pages. A part of the browser, so that hundreds of them travel to it as names alone. */
export function HostShapeLinks({ hosts, more }: { hosts: { name: string; state: HostShape['state']; lastReadAt: string | null }[]; more: { href: string; count: number } | null }) {
  const t = useTranslations('now.hosts')
  const language = useLocale()
  const now = useNow()
  const labelOf = ({ name, state, lastReadAt }: (typeof hosts)[number]) => {
    const words = { name, state: t(`state.${state}`) }
    return lastReadAt ? t('oneRead', { ...words, age: formatAge(lastReadAt, now, language) }) : t('one', words)
  }

  return (
    <SoftLinks>
      <ul className="flex flex-wrap">
        {hosts.map((host) => {
          const label = labelOf(host)
          return (
            <li key={host.name}>
              <a data-soft href={`/support/hosts/${encodeURIComponent(host.name)}`} title={label} className="inline-flex size-6 items-center justify-center rounded-tag hover:bg-sunken">
                <StateShape tone={TONE[host.state]} label={label} />
              </a>
            </li>
          )
        })}
        {more && (
          <li>
            <a data-soft href={more.href} className="inline-flex h-6 items-center px-1 text-accent hover:underline">{t('more', { count: more.count })}</a>
          </li>
        )}
      </ul>
    </SoftLinks>
  )
}
