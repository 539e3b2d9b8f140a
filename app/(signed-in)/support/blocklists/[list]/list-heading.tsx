import { useTranslations } from 'next-intl'
import { CheckNow } from '../../../../../components/blocklists/check-now.tsx'
import { Breadcrumbs } from '../../../../../components/ui/breadcrumbs.tsx'
import { NoticeBox } from '../../../../../components/ui/notice-box.tsx'
import { PageHead } from '../../../../../components/ui/page-head.tsx'
import { StatePill, Tag } from '../../../../../components/ui/state-word.tsx'
import { Time } from '../../../../../components/ui/time.tsx'
import type { ListPage } from '../../../../../lib/blocklists/list-page-views.ts'
import { checkNow } from '../actions.ts'

/** Which list, whether it can be believed right now, and how many of ours are on it. */
export function ListHeading({ page: { list, known, health, listed, asked, newestAt } }: { page: ListPage }) {
  const t = useTranslations('blocklists')
  const works = health.some((each) => each.works)
  const [tone, words] = list.notAsked !== null || asked === 0 ? (['unk', t('list.notAsked')] as const)
    : !works && health.length > 0 ? (['unk', t('list.fails')] as const)
    : listed.length > 0 ? (['bad', t('list.lists', { count: listed.length, asked })] as const) : (['ok', t('list.listsNone', { asked })] as const)

  return (
    <>
      <PageHead
        title={list.name}
        crumbs={<Breadcrumbs label={useTranslations('ui')('breadcrumbs')} crumbs={[{ label: t('title'), href: '/support/blocklists' }, { label: list.name }]} />}
        about={
          <>
            <StatePill tone={tone}>{words}</StatePill>
            <Tag>{t(`trust.${list.trust}`)}</Tag>
            <span>{list.operator}</span>
            <span className="mono text-text-3">{list.zone}</span>
            {newestAt && <span className="text-label text-text-3">{t.rich('ip.asked', { at: () => <Time at={newestAt} /> })}</span>}
          </>
        }
        aside={list.notAsked === null && <CheckNow act={checkNow} target={null} words={{ ask: t('checkAll'), asking: t('checkAllPending'), done: t('checkAllDone') }} />}
      />
      {list.notAsked !== null && (
        <NoticeBox tone="few" title={t(`panel.notAsked.${list.notAsked}`)} className="mb-4">
          {known.dead && t('list.deadSince', { since: known.dead.since })} {known.dead?.listsTheWorld && t('list.deadWorld')}
        </NoticeBox>
      )}
    </>
  )
}
