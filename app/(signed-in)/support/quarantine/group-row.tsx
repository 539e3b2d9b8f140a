import clsx from 'clsx'
import { ChevronRight } from 'lucide-react'
import { useLocale, useTimeZone, useTranslations } from 'next-intl'
import Link from 'next/link'
import { LOCK_TONE } from '../../../../components/relay-locks/lock-tone.ts'
import { Checkbox } from '../../../../components/ui/checkbox.tsx'
import { ClockTime } from '../../../../components/ui/clock-time.tsx'
import { MonoCut } from '../../../../components/ui/mono-cut.tsx'
import { StateWord } from '../../../../components/ui/state-word.tsx'
import { formatDayClock, formatNumber } from '../../../../lib/i18n/format.ts'
import { groupMark, type Choice } from '../../../../lib/quarantine/choice.ts'
import { quarantineHref, type QuarantineAddress } from '../../../../lib/quarantine/quarantine-address.ts'
import type { LockState } from '../../../../lib/relay-locks/relay-lock.ts'
import { ROW } from './list-shape.ts'
import type { ListRow } from './rows.ts'

type GroupRowProps = { row: Extract<ListRow, { kind: 'group' }>; address: QuarantineAddress; choice: Choice; onToggle: () => void; now: number }

const DAY_MS = 86_400_000

/** An account or a burst: how much of it is held, why, and when a policy deletes it. */
export function GroupRow({ row: { group, isOpen }, address, choice, onToggle, now }: GroupRowProps) {
  const t = useTranslations('quarantine')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const mark = groupMark(choice, group.key)
  const name = group.takenAt ? `${group.account}, ${formatDayClock(group.takenAt, now, language, zone)}` : group.account
  const href = quarantineHref(address, { open: isOpen ? undefined : group.key, whole: undefined })
  const isSoon = group.deleteAt !== null && Date.parse(group.deleteAt) - now < DAY_MS

  return (
    <div role="presentation" className={clsx(ROW.groups, 'min-h-9', mark === 'none' ? 'hover:bg-sunken' : 'bg-accent-soft')}>
      <span role="cell">
        <Checkbox label={t('row.chooseGroup', { name })} isLabelHidden checked={mark === 'all'} isSome={mark === 'some'} disabled={group.free === 0} onChange={onToggle} />
      </span>
      <span role="cell" className="flex">
        <Link href={href} scroll={false} aria-expanded={isOpen} aria-label={t(isOpen ? 'row.close' : 'row.open', { name })} className="-m-1 rounded-tag p-1 text-text-3 hover:text-text">
          <ChevronRight size={14} aria-hidden className={clsx('transition-transform duration-100', isOpen && 'rotate-90')} />
        </Link>
      </span>
      <span role="rowheader" className="min-w-0 font-strong max-md:min-w-[60%] max-md:flex-1">
        <MonoCut text={group.account} max={28} className="md:whitespace-nowrap" />
        {group.takenAt && (
          <span className="block text-label font-[400] text-text-3">
            {t('row.takenAt', { at: formatDayClock(group.takenAt, now, language, zone) })}
          </span>
        )}
      </span>
      <span role="cell" className="mono truncate text-text-2 max-md:order-1" title={group.hosts.join(' ')}>
        {group.hosts.length === 1 ? group.hosts[0] : t('column.hosts', { count: group.hosts.length })}
      </span>
      <strong role="cell" className="figures text-right">
        {formatNumber(group.messages, language)}
      </strong>
      <span role="cell" className="flex min-w-0 flex-wrap items-center gap-x-3 max-md:order-1">
        {address.view === 'burst' ? <span className="text-text-2">{group.cause && isCause(group.cause) ? t(`cause.${group.cause}`) : '–'}</span> : <LockOf group={group} />}
      </span>
      <span role="cell" className={clsx('figures whitespace-nowrap max-md:order-1 max-md:ml-auto md:text-right', isSoon ? 'font-strong text-wait' : 'text-text-2')}>
        {group.deleteAt ? <ClockTime at={group.deleteAt} now={now} /> : group.free > 0 ? t('row.kept') : '–'}
      </span>
    </div>
  )
}

function LockOf({ group }: { group: { lockState: string | null; ticketNumber: number | null } }) {
  const t = useTranslations('quarantine.lock')
  const { lockState, ticketNumber } = group
  if (lockState === null || !isLockState(lockState)) return <span className="text-text-3">{t('none')}</span>

  return (
    <>
      <StateWord tone={LOCK_TONE[lockState]}>{t(lockState)}</StateWord>
      {ticketNumber !== null && (
        <Link href={`/support/tickets/${ticketNumber}`} className="text-text-2 hover:underline">
          {t('ticket', { number: String(ticketNumber) })}
        </Link>
      )}
    </>
  )
}

function isLockState(state: string): state is LockState {
  return Object.hasOwn(LOCK_TONE, state)
}

function isCause(cause: string): cause is 'limit' | 'breach' | 'order' {
  return ['limit', 'breach', 'order'].includes(cause)
}
