import { useTranslations } from 'next-intl'
import type { RequestLine } from '../../lib/delisting-requests/request-line.ts'
import { Card, CardHead } from '../ui/card.tsx'
import { LinkButton } from '../ui/link-button.tsx'
import { RequestLines } from './request-lines.tsx'

/** Every attempt with the way to write another one; `href` is where that begins, null where there is nothing to ask. */
export function RequestsCard({ requests, href, namesAddressee }: { requests: RequestLine[]; href: string | null; namesAddressee?: boolean }) {
  const t = useTranslations('requests.about')

  return (
    <Card aria-labelledby="requests">
      <CardHead id="requests" title={t('title')} aside={href && <LinkButton size="small" href={href}>{t('write')}</LinkButton>} isRuled />
      <div className="px-4 py-3"><RequestLines requests={requests} {...(namesAddressee && { namesAddressee })} /></div>
    </Card>
  )
}
