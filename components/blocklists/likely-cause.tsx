'use client'

import Link from 'next/link'
import { useLocale, useTimeZone, useTranslations } from 'next-intl'
import type { LikelyCause as Cause, Reason, Suspect } from '../../lib/blocklists/likely-cause.ts'
import { formatDayClock, formatNumber } from '../../lib/i18n/format.ts'
import { ALL_CHECKS } from '../../lib/probes/check-catalogue.ts'
import { cellHref } from '../../lib/probes/probe-query.ts'
import { curedBy, saidOfCheck } from '../../lib/probes/said-of-check.ts'
import { StateShape } from '../ui/state-shape.tsx'
import { useTickingNow } from '../ui/use-ticking-now.ts'

type LikelyCauseProps = { cause: Cause; /** The host the target sends from. */ host: string | undefined }

/** Who most likely caused a listing, with the reasons that speak for it; that nothing was found is an answer too. */
export function LikelyCause({ cause: { verdict, suspects }, host }: LikelyCauseProps) {
  const t = useTranslations('blocklists.cause')
  if (suspects.length === 0) return <p className="text-text-2">{t('nobody')}</p>

  return (
    <div className="flex flex-col gap-2">
      <ul className="flex flex-col divide-y divide-line rounded-control border border-line-strong">
        {suspects.map((suspect, n) => <SuspectItem key={suspect.account ?? 'host'} suspect={suspect} host={host} isFirst={n === 0 && verdict === 'one'} />)}
      </ul>
      {verdict === 'several' && <p className="text-text-2">{t('several')}</p>}
    </div>
  )
}

function SuspectItem({ suspect: { account, reasons }, host, isFirst }: { suspect: Suspect; host: string | undefined; isFirst: boolean }) {
  const t = useTranslations('blocklists.cause')
  const check = reasons.find((reason) => reason.kind === 'check-fails')

  return (
    <li className="flex gap-2 px-3 py-2">
      <StateShape tone={isFirst ? 'bad' : 'wait'} size={10} className="mt-1.5" />
      <div className="min-w-0">
        <p className="font-strong wrap-anywhere">
          {account === null ? t('host', { host: host ?? '' }) : <Link href={`/support/accounts/${encodeURIComponent(account)}`} className="mono hover:text-accent hover:underline">{account}</Link>}
        </p>
        <ul>{reasons.map((reason, n) => <li key={n} className="text-text-2"><ReasonWords reason={reason} /></li>)}</ul>
        {check?.kind === 'check-fails' && host && <Link href={cellHref(host, check.check)} className="text-accent hover:underline">{t('openProbe')}</Link>}
      </div>
    </li>
  )
}

function ReasonWords({ reason }: { reason: Reason }) {
  const t = useTranslations('blocklists.cause')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const now = useTickingNow()
  const clock = (at: Date) => formatDayClock(at, now, language, zone)
  const number = (value: number) => formatNumber(value, language)

  switch (reason.kind) {
    case 'locked':
      return reason.messages === null ? t('locked', { at: clock(reason.at) }) : t('lockedWith', { at: clock(reason.at), messages: number(reason.messages) })
    case 'quarantined':
      return t('quarantined', { at: clock(reason.at), count: reason.messages, messages: number(reason.messages) })
    case 'sent-much':
      return t('sentMuch', { messages: number(reason.messages), usually: number(reason.usually), from: clock(reason.from) })
    case 'unknown-recipients':
      return t('unknownRecipients', { unknown: number(reason.unknown), recipients: number(reason.recipients) })
    case 'check-fails':
      return <>{t.rich('checkFails', { check: () => <span className="mono">{reason.check}</span>, at: clock(reason.since) })} <span className="wrap-anywhere">{saidOfCheck({ source: sourceOf(reason.check), text: reason.evidence }, language)}</span>{reason.cure && <> {t('cure', { cure: curedBy({ source: sourceOf(reason.check), text: reason.cure }, language) })}</>}</>
  }
}

function sourceOf(check: string): string {
  return ALL_CHECKS.find((one) => one.check === check)?.source ?? 'probe'
}
