import { useTranslations } from 'next-intl'
import { requestTone } from '../../../../../components/delisting-requests/request-tone.ts'
import { Breadcrumbs } from '../../../../../components/ui/breadcrumbs.tsx'
import { PageHead } from '../../../../../components/ui/page-head.tsx'
import { StatePill } from '../../../../../components/ui/state-word.tsx'
import type { RequestPage } from '../../../../../lib/delisting-requests/request-views.ts'
import { MoreMenu } from './more-menu.tsx'
import { PrimaryAct } from './primary-act.tsx'

/** Whom we asked and about what, in which state; one primary act, the others in a menu. */
export function RequestHead({ request }: { request: RequestPage }) {
  const t = useTranslations('requests')
  const { number, name, targets } = request

  return (
    <PageHead
      title={name}
      crumbs={<Breadcrumbs label={useTranslations('ui')('breadcrumbs')} crumbs={[{ label: t('title'), href: '/support/requests' }, { label: String(number) }]} />}
      about={
        <>
          <StatePill tone={requestTone(request)}>{request.isOverdue ? t('overdue') : t(`state.${request.state}`)}</StatePill>
          <span className="mono wrap-anywhere">{t('about.targets', { more: targets.length - 1, first: targets[0] ?? '' })}</span>
        </>
      }
      aside={
        <>
          <MoreMenu request={request} />
          <PrimaryAct request={request} />
        </>
      }
    />
  )
}
