import { useTranslations } from 'next-intl'
import { newRequestHref } from '../../../../../components/delisting-requests/new-request-href.ts'
import { RequestLines } from '../../../../../components/delisting-requests/request-lines.tsx'
import { Card, CardHead } from '../../../../../components/ui/card.tsx'
import { LinkButton } from '../../../../../components/ui/link-button.tsx'
import type { ListPage } from '../../../../../lib/blocklists/list-page-views.ts'

/** Every attempt to be taken off this list. */
export function ListRequests({ page: { list, requests, listed } }: { page: ListPage }) {
  const t = useTranslations('blocklists.panel')

  return (
    <Card aria-labelledby="list-requests">
      <CardHead id="list-requests" title={t('requests')} isRuled />
      <div className="flex flex-col items-start gap-3 px-4 py-3">
        <RequestLines requests={requests} none={listed.length > 0 ? t('requestsNone') : undefined} />
        {listed.length > 0 && <LinkButton size="small" href={newRequestHref({ list: list.id, targets: listed.map(({ target }) => target) })}>{t('write')}</LinkButton>}
      </div>
    </Card>
  )
}
