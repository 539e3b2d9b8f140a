'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '../../../../components/ui/button.tsx'
import { Card, CardHead } from '../../../../components/ui/card.tsx'
import { Cell, DataTable, HeadCell, Row, TableBody, TableHead } from '../../../../components/ui/data-table.tsx'
import { StateWord } from '../../../../components/ui/state-word.tsx'
import type { ListForAdmin } from '../../../../lib/blocklists/list-admin-views.ts'
import { ListDialog } from './list-dialog.tsx'

const COLUMNS = ['list', 'operator', 'asked', 'weighs', 'reason'] as const

/** Every list, what holds for it here and why; ended ones folded away. */
export function ListTable({ lists, ended }: { lists: ListForAdmin[]; ended: ListForAdmin[] }) {
  const t = useTranslations('listSettings')
  const [text, setText] = useState('')
  const [changed, change] = useState<ListForAdmin | null>(null)
  const isFound = ({ name, zone, operator }: ListForAdmin) => `${name} ${zone} ${operator}`.toLowerCase().includes(text.trim().toLowerCase())
  const found = lists.filter(isFound)

  return (
    <Card aria-labelledby="lists">
      <CardHead
        id="lists"
        title={t('lists.title')}
        about={t('lists.about')}
        aside={<input type="search" value={text} onChange={(event) => setText(event.target.value)} aria-label={t('lists.search')} placeholder={t('lists.search')} className="h-8 w-56 rounded-control border border-control bg-surface px-2.5 text-text" />}
        isRuled
      />
      {found.length === 0 && <p className="px-4 py-3 text-text-2">{t('lists.none')}</p>}
      {found.length > 0 && <Lists lists={found} label={t('lists.title')} onChange={change} />}
      <details className="border-t border-line">
        <summary className="focus-inset px-4 py-2 text-accent hover:underline">{t('lists.ended', { count: ended.length })}</summary>
        <Lists lists={ended.filter(isFound)} label={t('lists.ended', { count: ended.length })} />
      </details>
      {changed && <ListDialog list={changed} onClose={() => change(null)} />}
    </Card>
  )
}

function Lists({ lists, label, onChange }: { lists: ListForAdmin[]; label: string; onChange?: (list: ListForAdmin) => void }) {
  const t = useTranslations('listSettings')

  return (
    <DataTable label={label}>
      <TableHead>
        {COLUMNS.map((name) => <HeadCell key={name}>{t(`column.${name}`)}</HeadCell>)}
        {onChange && <HeadCell><span className="sr-only">{t('change')}</span></HeadCell>}
      </TableHead>
      <TableBody>
        {lists.map((list) => (
          <Row key={list.id}>
            <Cell isRowHead><span className="font-strong">{list.name}</span> <span className="mono text-label wrap-anywhere text-text-3">{list.zone}</span></Cell>
            <Cell label={t('column.operator')} className="text-text-2">{list.operator}</Cell>
            <Cell label={t('column.asked')} className="whitespace-nowrap">{list.isAsked ? <StateWord tone="ok">{t('asked')}</StateWord> : <StateWord tone="few">{list.cannot ? t(`cannot.${list.cannot}`) : t('notAsked')}</StateWord>}</Cell>
            <Cell label={t('column.weighs')}>{t(`trust.${list.trust}`)}{list.setting?.trust && <span className="text-text-2"> · {t('not', { trust: t(`trust.${list.byProject.trust}`) })}</span>}</Cell>
            <Cell label={t('column.reason')} className="max-w-sm text-text-2"><span className="wrap-anywhere">{list.setting?.reason ?? ''}</span></Cell>
            {onChange && <Cell className="text-right"><Button size="small" aria-label={t('changeLong', { list: list.name })} onClick={() => onChange(list)}>{t('change')}</Button></Cell>}
          </Row>
        ))}
      </TableBody>
    </DataTable>
  )
}
