import { useTranslations } from 'next-intl'
import { newRequestHref } from '../../../../../components/delisting-requests/new-request-href.ts'
import { RequestLines } from '../../../../../components/delisting-requests/request-lines.tsx'
import { Card, CardHead } from '../../../../../components/ui/card.tsx'
import { LinkButton } from '../../../../../components/ui/link-button.tsx'
import type { IpPage } from '../../../../../lib/blocklists/ip-views.ts'

/** What was asked of lists and receivers about this address, and the way to ask those that list it. */
export function IpRequests({ page: { ip, requests, groups } }: { page: IpPage }) {
  const t = useTranslations('blocklists.panel')
  const listing = groups.flatMap(({ families }) => families.flatMap(({ lists }) => lists)).filter(({ told, list }) => told?.state === 'listed' && list.trust !== 'no-verdict')

  return (
    <Card aria-labelledby="ip-requests">
      <CardHead id="ip-requests" title={t('requests')} isRuled />
      <div className="flex flex-col gap-3 px-4 py-3">
        <RequestLines requests={requests} namesAddressee none={listing.length > 0 ? t('requestsNone') : undefined} />
        {listing.length > 0 && <p className="flex flex-wrap gap-2">{listing.map(({ list }) => <LinkButton key={list.id} size="small" href={newRequestHref({ list: list.id, targets: [ip] })}>{t('writeTo', { list: list.name })}</LinkButton>)}</p>}
      </div>
    </Card>
  )
}
