import { useLocale, useNow, useTranslations } from 'next-intl'
import { Breadcrumbs } from '../../../../../components/ui/breadcrumbs.tsx'
import { NoticeBox } from '../../../../../components/ui/notice-box.tsx'
import { PageHead } from '../../../../../components/ui/page-head.tsx'
import { StatePill } from '../../../../../components/ui/state-word.tsx'
import { Time } from '../../../../../components/ui/time.tsx'
import type { HostForSupport } from '../../../../../lib/hosts/host-views.ts'
import { formatAge } from '../../../../../lib/i18n/format.ts'
import { HOST_TONE, hostWord } from '../host-tone.ts'

/** Which host, in which state, how old what is known of it is; a silent one says so above everything. */
export function HostHeading({ host }: { host: HostForSupport }) {
  const t = useTranslations('hosts')
  const word = hostWord(host)

  return (
    <>
      <PageHead
        isTitleMono
        title={host.name}
        crumbs={<Breadcrumbs label={useTranslations('ui')('breadcrumbs')} crumbs={[{ label: t('title'), href: '/support/hosts' }, { label: host.name }]} />}
        about={
          <>
            <StatePill tone={HOST_TONE[word]}>{t(`state.${word}`)}</StatePill>
            <span>{[host.kind, host.site].filter(Boolean).join(' · ')}</span>
            {host.lastReadAt && <span className="text-label text-text-3">{t('column.read')} <Time at={host.lastReadAt} /></span>}
          </>
        }
      />
      <Stale host={host} />
    </>
  )
}

function Stale({ host: { name, state, lastReadAt } }: { host: HostForSupport }) {
  const t = useTranslations('hosts')
  const language = useLocale()
  const now = useNow()
  if (state === 'joining') return <NoticeBox tone="few" title={t('staleNever', { host: name })} className="mb-4">{t('joiningAbout')}</NoticeBox>
  if (state !== 'silent') return null

  return (
    <NoticeBox tone="unk" title={lastReadAt ? t('stale', { host: name, age: formatAge(lastReadAt, now, language, 'age') }) : t('staleNever', { host: name })} className="mb-4">
      {t('staleAbout')}
    </NoticeBox>
  )
}
