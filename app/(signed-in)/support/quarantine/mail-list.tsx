'use client'

import clsx from 'clsx'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { useRef } from 'react'
import { Checkbox } from '../../../../components/ui/checkbox.tsx'
import { ALL_CHOSEN, chooseMails, isMailChosen, NOTHING_CHOSEN, toggleGroup, type Choice } from '../../../../lib/quarantine/choice.ts'
import { quarantineHref, type QuarantineAddress } from '../../../../lib/quarantine/quarantine-address.ts'
import type { QuarantinePage } from '../../../../lib/quarantine/quarantine-page-views.ts'
import { GroupRow } from './group-row.tsx'
import { HEAD_CELL, ROW, type ListShape } from './list-shape.ts'
import { MailRow } from './mail-row.tsx'
import { MoreRow } from './more-row.tsx'
import { choosable, rowsOf, type ListRow } from './rows.ts'
import { useRowKeys } from './use-row-keys.ts'
import { VirtualRows } from './virtual-rows.tsx'

type MailListProps = { page: QuarantinePage; address: QuarantineAddress; choice: Choice; onChoose: (choice: Choice) => void; now: number }

/** Groups that open, or all mails: one list, chosen by pointer (with shift, a run) and by keyboard. */
export function MailList({ page, address, choice, onChoose, now }: MailListProps) {
  const t = useTranslations('quarantine')
  const list = useRef<HTMLDivElement>(null)
  const lastIndex = useRef<number | null>(null)
  useRowKeys(list)
  const rows = rowsOf(page, address)
  if (rows.length === 0) return null
  const shape: ListShape = address.view === 'all' ? 'mails' : 'groups'

  function chooseRow(index: number, isOn: boolean, isRun: boolean) {
    const from = isRun && lastIndex.current !== null ? lastIndex.current : index
    const run = rows.slice(Math.min(from, index), Math.max(from, index) + 1)
    lastIndex.current = index
    onChoose(chooseMails(choice, run.flatMap(mailOf), isOn))
  }

  const drawRow = (row: ListRow, index: number) => {
    if (row.kind === 'group') return <GroupRow row={row} address={address} choice={choice} onToggle={() => onChoose(toggleGroup(choice, row.group.key))} now={now} />
    if (row.kind === 'more') return <MoreRow row={row} next={page.mails?.next ?? null} address={address} />
    return <MailRow row={row} shape={shape} choice={choice} onChoose={(isOn, isRun) => chooseRow(index, isOn, isRun)} now={now} />
  }
  return (
    <>
      <div ref={list} role="table" aria-label={t('title')} aria-rowcount={rows.length + 1} className="overflow-clip rounded-card border border-line bg-surface">
        <div role="rowgroup" className="sticky top-12 z-10 bg-surface">
          <div role="row" className={clsx(ROW[shape], 'min-h-9 border-b border-line text-label text-text-2')}>
            <ChooseAll {...{ page, rows, choice, onChoose }} isGrouped={shape === 'groups'} />
            {(shape === 'groups' ? [address.view === 'burst' ? 'burst' : 'account', 'host', 'mails', address.view === 'burst' ? 'cause' : 'lock', 'deleted'] as const : (['mail', 'account', 'host', 'size', 'to', 'arrived'] as const)).map((name, at, all) => (
              <span key={name} role="columnheader" className={clsx(HEAD_CELL, (name === 'mails' || name === 'size' || at === all.length - 1) && 'md:text-right', shape === 'groups' && at === 0 && 'md:col-span-2')}>
                {t(`column.${name}`)}
              </span>
            ))}
          </div>
        </div>
        <VirtualRows rows={rows} draw={drawRow} />
      </div>
      {address.view === 'all' && page.mails && (
        <nav aria-label={t('page.label')} className="mt-2 flex flex-wrap items-center gap-4 px-1">
          <span className="text-label text-text-3">{t('page.shown', { shown: rows.length, total: page.mails.total })}</span>
          {address.after && <Link className="text-accent hover:underline" href={quarantineHref(address)}>{t('page.first')}</Link>}
          {page.mails.next && <Link className="text-accent hover:underline" href={quarantineHref(address, { after: page.mails.next })}>{t('page.next', { count: 500 })}</Link>}
        </nav>
      )}
    </>
  )
}

type ChooseAllProps = { page: QuarantinePage; rows: ListRow[]; choice: Choice; onChoose: (choice: Choice) => void; isGrouped: boolean }

/** The box above the list: all groups, or all mails of the page and then all that match. */
function ChooseAll({ page, rows, choice, onChoose, isGrouped }: ChooseAllProps) {
  const t = useTranslations('quarantine')
  const mails = rows.flatMap(mailOf)
  const isAll = isGrouped ? page.groups.length > 0 && page.groups.every((group) => choice.groups.has(group.key)) && choice.except.size === 0 : mails.length > 0 && mails.every((mail) => isMailChosen(choice, mail))
  const isSome = !isAll && (choice.groups.size > 0 || choice.mails.size > 0 || choice.isAll)
  const matching = page.sums.free

  function toggle() {
    if (isAll) return onChoose(NOTHING_CHOSEN)
    onChoose(isGrouped ? { ...NOTHING_CHOSEN, groups: new Set(page.groups.map((group) => group.key)) } : chooseMails(NOTHING_CHOSEN, mails, true))
  }
  return (
    <>
      <span role="columnheader" className="flex items-center">
        <Checkbox label={t('row.chooseAll')} isLabelHidden checked={isAll} isSome={isSome} onChange={toggle} disabled={matching === 0} />
        {!isGrouped && isAll && !choice.isAll && mails.length < matching && (
          <button type="button" className="absolute left-12 z-10 bg-surface pr-3 font-strong text-accent hover:underline" onClick={() => onChoose(ALL_CHOSEN)}>
            {t('chooseMatching', { count: matching })}
          </button>
        )}
      </span>
    </>
  )
}

function mailOf(row: ListRow) {
  const mail = row.kind === 'mail' ? choosable(row) : null
  return mail ? [mail] : []
}
