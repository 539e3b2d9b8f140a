import Link from 'next/link'
import { useLocale, useNow, useTranslations } from 'next-intl'
import { Card, CardHead } from '../../../../components/ui/card.tsx'
import { EmptyState } from '../../../../components/ui/empty-state.tsx'
import type { Tone } from '../../../../components/ui/state-shape.tsx'
import { StateWord } from '../../../../components/ui/state-word.tsx'
import { hostListHref } from '../../../../lib/hosts/host-list-query.ts'
import { formatAge } from '../../../../lib/i18n/format.ts'
import type { HostShape, NowView } from '../../../../lib/now/now-views.ts'
import { HostShapeLinks } from './host-shape-links.tsx'
import { oldestRead } from './oldest-read.ts'

const TONE: Record<HostShape['state'], Tone> = { trouble: 'bad', silent: 'unk', 'not-joined': 'few', fine: 'ok' }
const WORST_FIRST: HostShape['state'][] = ['trouble', 'silent', 'not-joined', 'fine']

/** More are not told apart by looking; the list of hosts has them all. Every site has some, whatever the others have. */
const SHAPES = 120
const SHAPES_OF_SITE = 20

/** Hosts as shapes, by site, worst first; the legend says the words and counts them all. */
export function HostShapes({ sites }: { sites: NowView['sites'] }) {
  const t = useTranslations('now.hosts')
  const language = useLocale()
  const now = useNow()
  const { count, readAt } = oldestRead(sites)

  return (
    <Card aria-labelledby="now-hosts">
      <CardHead
        id="now-hosts"
        title={t('title')}
        about={readAt ? t('about', { count, age: formatAge(readAt, now, language) }) : t('aboutNever', { count })}
        aside={<Link href="/support/hosts" className="text-accent hover:underline">{t('all')}</Link>}
        isRuled
      />
      <div className="flex flex-col gap-2 px-4 py-3">
        {sites.length === 0 && <EmptyState title={t('none')} about={t('noneAbout')} />}
        {sites.map((site) => (
          <Site key={site.site} site={site} max={Math.max(SHAPES_OF_SITE, Math.floor(SHAPES / sites.length))} />
        ))}
        <Legend sites={sites} />
      </div>
    </Card>
  )
}

function Site({ site: { site, hosts }, max }: { site: NowView['sites'][number]; max: number }) {
  const t = useTranslations('now.hosts')

  return (
    <div>
      <p className="text-label text-text-2">{t('site', { site: site || t('noSite'), count: hosts.length })}</p>
      <HostShapeLinks
        hosts={hosts.slice(0, max).map(({ name, state, lastReadAt }) => ({ name, state, lastReadAt: lastReadAt?.toISOString() ?? null }))}
        more={hosts.length > max ? { href: hostListHref({ q: site, page: 1 }, {}), count: hosts.length - max } : null}
      />
    </div>
  )
}

function Legend({ sites }: { sites: NowView['sites'] }) {
  const t = useTranslations('now.hosts')
  const hosts = sites.flatMap((site) => site.hosts)
  const counts = WORST_FIRST.map((state) => ({ state, count: hosts.filter((host) => host.state === state).length }))

  return (
    <p className="flex flex-wrap gap-x-5 gap-y-1 pt-1">
      {counts.filter(({ count }) => count > 0).map(({ state, count }) => (
        <StateWord key={state} tone={TONE[state]}>
          {t('legend', { count, state })}
        </StateWord>
      ))}
    </p>
  )
}
