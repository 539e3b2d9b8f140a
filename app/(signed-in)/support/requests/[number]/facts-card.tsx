import Link from 'next/link'
import { useLocale, useTimeZone, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Card, CardHead } from '../../../../../components/ui/card.tsx'
import { CopyButton } from '../../../../../components/ui/copy-button.tsx'
import { Facts } from '../../../../../components/ui/figure.tsx'
import type { RequestPage } from '../../../../../lib/delisting-requests/request-views.ts'
import { formatWhole } from '../../../../../lib/i18n/format.ts'

/** Their ticket number, when an answer is due, how it was asked, and where it belongs. */
export function FactsCard({ request }: { request: RequestPage }) {
  const t = useTranslations('requests.facts')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const { addressee, addresseeId, ticketNumber, askedAt, answerDueAt, isOverdue, state, way, incidentNumber, by } = request
  const at = (time: string) => formatWhole(time, language, zone)
  const facts: { name: string; value: ReactNode }[] = [
    { name: t('ticket'), value: ticketNumber === '' ? <span className="text-text-2">{t('noTicket')}</span> : <span className="mono inline-flex items-center gap-1 wrap-anywhere">{ticketNumber}<CopyButton text={ticketNumber} what={t('ticket')} /></span> },
    { name: t('asked'), value: askedAt ? at(askedAt) : <span className="text-text-2">{t('notAsked')}</span> },
    ...(state === 'asked' && answerDueAt ? [{ name: t('due'), value: <span className={isOverdue ? 'font-strong text-bad' : undefined}>{at(answerDueAt)}</span> }] : []),
    { name: t('way'), value: t(`ways.${way}`) },
    { name: t('about'), value: <span className="flex flex-wrap gap-x-3">{request.measured.map((one) => <Target key={one.target} {...one} />)}</span> },
    { name: t(`to.${addressee}`), value: <Link href={addressee === 'list' ? `/support/blocklists/${encodeURIComponent(addresseeId)}` : `/support/receivers/${encodeURIComponent(addresseeId)}`} className="text-accent hover:underline">{request.name}</Link> },
    ...(incidentNumber === null ? [] : [{ name: t('incident'), value: <Link href={`/support/incidents/${incidentNumber}`} className="text-accent hover:underline">{incidentNumber}</Link> }]),
    ...(by === '' ? [] : [{ name: t('by'), value: by }]),
  ]

  return (
    <Card aria-labelledby="facts">
      <CardHead id="facts" title={t('title')} isRuled />
      <Facts facts={facts} className="px-4 py-3" />
    </Card>
  )
}

/** Our own addresses and hosts have pages; other names stand as they are. */
function Target({ target, host }: { target: string; host: string | null }) {
  if (host === null) return <span className="mono wrap-anywhere">{target}</span>
  return <Link href={`/support/${host === target ? 'hosts' : 'ips'}/${encodeURIComponent(target)}`} className="mono text-accent hover:underline">{target}</Link>
}
