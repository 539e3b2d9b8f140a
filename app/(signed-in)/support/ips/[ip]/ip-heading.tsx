import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { CheckNow } from '../../../../../components/blocklists/check-now.tsx'
import { Breadcrumbs } from '../../../../../components/ui/breadcrumbs.tsx'
import { NoticeBox } from '../../../../../components/ui/notice-box.tsx'
import { PageHead } from '../../../../../components/ui/page-head.tsx'
import { StatePill } from '../../../../../components/ui/state-word.tsx'
import { Time } from '../../../../../components/ui/time.tsx'
import type { IpPage } from '../../../../../lib/blocklists/ip-views.ts'
import { checkNow } from '../../blocklists/actions.ts'

/** Which address, whose, and what lists say of it as a whole; nothing known is never called clear. */
export function IpHeading({ page }: { page: IpPage }) {
  const t = useTranslations('blocklists.ip')
  const panel = useTranslations('blocklists.panel')
  const { ip, isOurs, owners, site, summary, newestAt } = page
  const { listed, clear, unknown, opinions } = summary
  const tone = listed > 0 ? 'bad' : clear === 0 ? 'unk' : 'ok'
  const words = listed > 0 ? t('listed', { listed, opinions }) : clear === 0 ? t('unknown') : t('clear', { clear })

  return (
    <>
      <PageHead
        isTitleMono
        title={ip}
        crumbs={<Breadcrumbs label={useTranslations('ui')('breadcrumbs')} crumbs={[{ label: useTranslations('blocklists')('title'), href: '/support/blocklists' }, { label: ip }]} />}
        about={
          <>
            <StatePill tone={tone}>{words}</StatePill>
            {unknown > 0 && clear > 0 && <span>{t('unknownOn', { count: unknown })}</span>}
            <span>{owners.map(({ name, href }, n) => <span key={href}>{n > 0 && ', '}<Link href={href} className="mono hover:text-accent hover:underline">{name}</Link></span>)}{site !== '' && ` · ${site}`}</span>
            {newestAt && <span className="text-label text-text-3">{t.rich('asked', { at: () => <Time at={newestAt} /> })}</span>}
          </>
        }
        aside={isOurs && <CheckNow act={checkNow} target={ip} words={{ ask: panel('checkNow'), asking: panel('checking'), done: panel('checkNowDone') }} />}
      />
      {!isOurs && <NoticeBox tone="few" title={t('notOurs')} className="mb-4">{t('notOursAbout')}</NoticeBox>}
    </>
  )
}
