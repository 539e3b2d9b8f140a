'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useRef } from 'react'
import type { NowRow } from '../../../../lib/now/now-row.ts'
import { NowListRow } from './now-list-row.tsx'
import { SnoozedLine } from './snoozed-line.tsx'
import { useChosenRow } from './use-chosen-row.ts'
import { useSnooze } from './use-snooze.ts'

/** The one list, worked by keyboard: j and k move, Enter opens, z puts off for an hour. */
export function NowList({ rows, snoozed }: { rows: NowRow[]; snoozed: number }) {
  const t = useTranslations('now')
  const router = useRouter()
  const list = useRef<HTMLOListElement>(null)
  const snooze = useSnooze()
  const { chosen, choose } = useChosenRow({
    keys: rows.map((row) => row.rowKey),
    focus: (index) => list.current?.querySelectorAll<HTMLElement>('[data-open]')[index]?.focus(),
    open: (index) => rows[index] && router.push(rows[index].href),
    snooze: (index) => rows[index] && snooze(rows[index].rowKey, rows[index].who),
  })

  return (
    <>
      <ol ref={list} aria-label={t('list')} className="rounded-card border border-line bg-surface">
        {rows.map((row, index) => (
          <NowListRow key={row.rowKey} row={row} isChosen={index === chosen} onChoose={() => choose(index)} onSnooze={() => snooze(row.rowKey, row.who)} />
        ))}
      </ol>
      <SnoozedLine count={snoozed} />
    </>
  )
}
