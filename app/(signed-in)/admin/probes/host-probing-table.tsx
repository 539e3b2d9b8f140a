'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '../../../../components/ui/button.tsx'
import { Card, CardHead } from '../../../../components/ui/card.tsx'
import { Cell, DataTable, HeadCell, Row, TableBody, TableHead } from '../../../../components/ui/data-table.tsx'
import { StateWord } from '../../../../components/ui/state-word.tsx'
import { Time } from '../../../../components/ui/time.tsx'
import type { HostProbing } from '../../../../lib/probes/probe-admin-views.ts'
import { HostProbingDialog } from './host-probing-dialog.tsx'

const COLUMNS = ['host', 'looked', 'where', 'observer', 'others'] as const

/** Every host: whether it is looked at, where, by whose agent beside the desk, and whether its own agent looks at others. */
export function HostProbingTable({ hosts }: { hosts: HostProbing[] }) {
  const t = useTranslations('probing')
  const [text, setText] = useState('')
  const [changed, change] = useState<string | null>(null)
  const found = hosts.filter(({ name, site, kind }) => `${name} ${site} ${kind}`.toLowerCase().includes(text.trim().toLowerCase()))
  const open = hosts.find(({ name }) => name === changed)

  return (
    <Card aria-labelledby="hosts">
      <CardHead
        id="hosts"
        title={t('hosts')}
        about={t('hostsAbout')}
        aside={<input type="search" value={text} onChange={(event) => setText(event.target.value)} aria-label={t('search')} placeholder={t('search')} className="h-8 w-56 max-w-full rounded-control border border-control bg-surface px-2.5 text-text" />}
        isRuled
      />
      {found.length === 0 ? <p className="px-4 py-3 text-text-2">{t('notFound')}</p> : (
        <DataTable label={t('hosts')}>
          <TableHead>
            {COLUMNS.map((name) => <HeadCell key={name}>{t(`column.${name}`)}</HeadCell>)}
            <HeadCell><span className="sr-only">{t('change')}</span></HeadCell>
          </TableHead>
          <TableBody>
            {found.map((host) => <HostRow key={host.name} host={host} onChange={() => change(host.name)} />)}
          </TableBody>
        </DataTable>
      )}
      {open && <HostProbingDialog host={open} onClose={() => change(null)} />}
    </Card>
  )
}

function HostRow({ host: { name, kind, site, places, addresses, off, looksAtOthers, canLook, observer, probedAt }, onChange }: { host: HostProbing; onChange: () => void }) {
  const t = useTranslations('probing')
  const isReachable = places.length > 0 || addresses.length > 0
  return (
    <Row>
      <Cell isRowHead><span className="mono font-strong">{name}</span> <span className="text-label text-text-3">{[kind, site].filter(Boolean).join(' · ')}</span></Cell>
      <Cell label={t('column.looked')}>
        {off ? <><StateWord tone="few">{t('off')}</StateWord> <span className="text-label wrap-anywhere text-text-2">{t.rich('offSince', { at: () => <Time at={off.at} shape="age" isFocusable={false} />, reason: off.reason })}</span></>
          : !isReachable ? <StateWord tone="unk">{t('noAddress')}</StateWord>
            : <><StateWord tone="ok">{t('on')}</StateWord> <span className="text-label text-text-2">{probedAt === null ? t('never') : t.rich('last', { at: () => <Time at={probedAt} isFocusable={false} /> })}</span></>}
      </Cell>
      <Cell label={t('column.where')}><span className="mono wrap-anywhere text-text-2">{places.length > 0 ? places.join(', ') : addresses.join(', ')}</span> {places.length === 0 && addresses.length > 0 && <span className="text-label text-text-3">{t('usual')}</span>}</Cell>
      <Cell label={t('column.observer')}>{observer === null ? <span className="text-text-3">{t('deskAlone')}</span> : <span className="mono">{observer}</span>}</Cell>
      <Cell label={t('column.others')}>{!canLook ? <span className="text-text-3">{t('cannot')}</span> : t(looksAtOthers ? 'does' : 'doesNot')}</Cell>
      <Cell className="md:text-right"><Button size="small" onClick={onChange} aria-label={t('changeLong', { host: name })}>{t('change')}</Button></Cell>
    </Row>
  )
}
