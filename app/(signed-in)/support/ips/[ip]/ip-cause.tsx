import { useTranslations } from 'next-intl'
import { LikelyCause } from '../../../../../components/blocklists/likely-cause.tsx'
import { Card, CardHead } from '../../../../../components/ui/card.tsx'
import type { IpPage } from '../../../../../lib/blocklists/ip-views.ts'

/** What on our side fits the weightiest listing. */
export function IpCause({ page: { cause, owners } }: { page: IpPage }) {
  const t = useTranslations('blocklists')
  if (!cause) return null

  return (
    <Card aria-labelledby="ip-cause">
      <CardHead id="ip-cause" title={t('panel.fits')} about={t('ip.causeOf', { list: cause.list })} isRuled />
      <div className="px-4 py-3"><LikelyCause cause={cause.cause} host={owners[0]?.name} /></div>
    </Card>
  )
}
