import Link from 'next/link'
import { useLocale, useNow, useTimeZone, useTranslations } from 'next-intl'
import { formatDayClock } from '../../lib/i18n/format.ts'
import type { RequestLine } from '../../lib/delisting-requests/request-line.ts'
import { StateWord } from '../ui/state-word.tsx'
import { requestTone } from './request-tone.ts'

type RequestLinesProps = {
  requests: RequestLine[]
  /** Says to whom each goes: where the page is not of that list or receiver. */
  namesAddressee?: boolean
  /** Instead of "None so far." */
  none?: string
}

/** Every attempt with its state, its ticket number there and when an answer is due; each leads to its own page. */
export function RequestLines({ requests, namesAddressee, none }: RequestLinesProps) {
  const t = useTranslations('requests')
  if (requests.length === 0) return <p className="text-text-2">{none ?? t('about.none')}</p>

  return (
    <ul className="flex flex-col">
      {requests.map((request) => (
        <li key={request.number} className="border-b border-line py-2 first:pt-0 last:border-b-0 last:pb-0">
          <p className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
            <Link href={`/support/requests/${request.number}`} className="font-strong text-accent hover:underline">
              {request.number}{namesAddressee && ` · ${request.name}`}
            </Link>
            <StateWord tone={requestTone(request)} size={10}>{request.isOverdue ? t('overdue') : t(`state.${request.state}`)}</StateWord>
            <span className="text-label text-text-2"><When request={request} /></span>
          </p>
          <p className="text-label wrap-anywhere text-text-3">
            <span className="mono">{t('about.targets', { more: request.targets.length - 1, first: request.targets[0] ?? '' })}</span>
            {' · '}
            {request.ticketNumber === '' ? t('about.noTicket') : t('about.ticket', { ticket: request.ticketNumber })}
          </p>
        </li>
      ))}
    </ul>
  )
}

function When({ request: { state, isOpen, isOverdue, answerDueAt, closedAt, createdAt } }: { request: RequestLine }) {
  const t = useTranslations('requests.about')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const now = useNow()
  const at = (time: string) => formatDayClock(time, now, language, zone)

  if (!isOpen) return closedAt && t('closed', { at: at(closedAt) })
  if (state === 'asked' && answerDueAt) return t(isOverdue ? 'overdue' : 'due', { at: at(answerDueAt) })
  return t('drafted', { at: at(createdAt) })
}
