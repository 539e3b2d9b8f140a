'use client'

import clsx from 'clsx'
import { Clock } from 'lucide-react'
import { useLocale, useTimeZone, useTranslations } from 'next-intl'
import { IconButton } from '../../../../components/ui/icon-button.tsx'
import { LinkButton } from '../../../../components/ui/link-button.tsx'
import { MonoCut } from '../../../../components/ui/mono-cut.tsx'
import { StateShape } from '../../../../components/ui/state-shape.tsx'
import { useTickingNow } from '../../../../components/ui/use-ticking-now.ts'
import { formatAge, formatDayClock, formatShare, formatWhole } from '../../../../lib/i18n/format.ts'
import type { AnyCheckId } from '../../../../lib/probes/check-catalogue.ts'
import { saidOfTrouble } from '../../../../lib/hosts/trouble-sentences.ts'
import { nextWordOf, type NowRow } from '../../../../lib/now/now-row.ts'

type NowListRowProps = { row: NowRow; isChosen: boolean; onChoose: () => void; onSnooze: () => void }

/** Shape, kind, who, what, since when, the next right step and its one button. */
export function NowListRow({ row, isChosen, onChoose, onSnooze }: NowListRowProps) {
  const t = useTranslations('now')
  const word = nextWordOf(row)

  return (
    <li
      onFocus={onChoose}
      onPointerDown={onChoose}
      aria-current={isChosen ? 'true' : undefined}
      className={clsx(
        'group grid items-center gap-x-4 border-t border-line px-4 py-2 first:rounded-t-card first:border-t-0 last:rounded-b-card',
        'grid-cols-[1rem_1fr_auto] md:grid-cols-[1rem_7rem_minmax(0,1fr)_auto] md:gap-x-3 xl:grid-cols-[1rem_7.25rem_minmax(0,1fr)_7rem_13.5rem_11.5rem] xl:gap-x-5',
        isChosen && 'bg-accent-soft outline-2 -outline-offset-2 outline-accent',
      )}
    >
      <StateShape tone={row.shape} size={13} />
      <strong className="font-[600]">{t(`kind.${row.kind}`)}</strong>
      <What row={row} />
      <Since row={row} />
      <p className="text-text max-md:col-span-full md:max-xl:col-start-3 xl:col-auto">{t(`next.${word}`, { who: row.who })}</p>
      <div className="flex items-center justify-end gap-1 max-md:col-span-full max-md:mt-1">
        <IconButton label={t('snooze', { who: row.who })} onClick={onSnooze} className={clsx('xl:opacity-0 xl:group-hover:opacity-100 focus-visible:opacity-100', isChosen && 'xl:opacity-100')}>
          <Clock size={14} aria-hidden />
        </IconButton>
        <LinkButton
          href={row.href}
          data-open
          size="small"
          kind={isChosen ? 'primary' : 'secondary'}
          aria-label={t('buttonFor', { button: t(`button.${word}`), who: row.who })}
          {...(isChosen && { shortcut: { shown: '↵', aria: 'Enter' } })}
        >
          {t(`button.${word}`)}
        </LinkButton>
      </div>
    </li>
  )
}

function What({ row: { kind, who, what } }: { row: NowRow }) {
  const t = useTranslations('now')
  const language = useLocale()
  const { ticketNumber, messages = 0, recipients = 0, unknown = 0, answered = 0, quarantined = 0, refusing = 0, deferring = 0, hosts = 0, requestNumber = 0, others = 0, check = '', text = '' } = what
  const share = formatShare(recipients > 0 ? unknown / recipients : 0, language)
  const checks = useTranslations('probes.check')
  const fails = check === '' ? '' : checks(`${check as AnyCheckId}.fails`)
  const values = { ticket: String(ticketNumber ?? ''), messages, recipients, unknown, answered, quarantined, refusing, deferring, hosts, request: String(requestNumber), others, text: kind === 'host-trouble' ? saidOfTrouble(text, language) : text, share, fails }

  return (
    <div className="min-w-0 max-md:col-span-full max-md:row-start-2 md:max-xl:col-start-3">
      <p className="font-strong">
        <MonoCut text={who} max={48} />
      </p>
      <p className="text-text-2 wrap-anywhere">{t(`what.${kind}`, values)}</p>
    </div>
  )
}

/** The age of what is so; for mail that expires, when it goes. */
function Since({ row: { since, kind } }: { row: NowRow }) {
  const t = useTranslations('now')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const now = useTickingNow()
  const at = formatDayClock(since, now, language, zone)
  const isAhead = kind === 'mail-expiring'

  return (
    <p title={formatWhole(since, language, zone)} className="figures text-right max-md:col-start-3 max-md:row-start-1 md:max-xl:col-start-4">
      {!isAhead && <strong className="block whitespace-nowrap">{formatAge(since, now, language, 'age')}</strong>}
      <span className="block text-label text-text-2">{t(isAhead ? 'deletedAt' : 'since', { at })}</span>
    </p>
  )
}
