'use client'

import { ChevronDown } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ActDialog } from '../../../../../components/ui/act-dialog.tsx'
import { buttonLook } from '../../../../../components/ui/button-look.ts'
import { Checkbox } from '../../../../../components/ui/checkbox.tsx'
import { TextArea } from '../../../../../components/ui/field.tsx'
import { Menu } from '../../../../../components/ui/menu.tsx'
import { toastList } from '../../../../../components/ui/toast-list.ts'
import { useAct } from '../../../../../components/ui/use-act.ts'
import { acceptNormal, endBlock } from './actions.ts'

type BlockActsProps = { number: number; receiver: string; /** Hosts in trouble now. */ hosts: string[] }
const SHOWN_MS = 5000

/** What a person may decide of a receiver's block: that it is normal now, or that the incident is over. */
export function BlockActs({ number, receiver, hosts }: BlockActsProps) {
  const t = useTranslations('incidents.acts')
  const [opened, setOpened] = useState<'accept' | 'end' | null>(null)
  const items = [
    ...(hosts.length > 0 ? [{ key: 'accept', label: t('accept.menu'), onChoose: () => setOpened('accept') }] : []),
    { key: 'end', label: t('end.menu'), isDanger: true, onChoose: () => setOpened('end') },
  ]

  return (
    <>
      <Menu label={t('more')} items={items} trigger={<button type="button" className={buttonLook('secondary', 'normal')}>{t('more')}<ChevronDown size={14} aria-hidden /></button>} />
      {opened === 'accept' && <AcceptDialog number={number} receiver={receiver} hosts={hosts} onClose={() => setOpened(null)} />}
      {opened === 'end' && <EndDialog number={number} receiver={receiver} hosts={hosts} onClose={() => setOpened(null)} />}
    </>
  )
}

type DialogProps = BlockActsProps & { onClose: () => void }

function AcceptDialog({ number, receiver, hosts, onClose }: DialogProps) {
  const t = useTranslations('incidents.acts.accept')
  const act = useAct(acceptNormal, useTranslations('ui')('noAnswer'))
  const [chosen, setChosen] = useState(hosts)
  const [reason, setReason] = useState('')
  const toggle = (host: string) => setChosen(chosen.includes(host) ? chosen.filter((one) => one !== host) : [...chosen, host])

  return (
    <ActDialog
      title={t('title', { receiver })}
      about={t('about')}
      doWord={t('do', { count: chosen.length })}
      canDo={chosen.length > 0 && reason.trim() !== ''}
      isPending={act.isPending}
      message={act.message}
      onClose={onClose}
      onDo={() => act.run({ number, hosts: chosen, reason }, () => done(t('done'), onClose))}
    >
      <fieldset className="flex flex-wrap gap-x-5 gap-y-1">
        <legend className="mb-1 font-strong">{t('hosts')}</legend>
        {hosts.map((host) => <Checkbox key={host} label={<span className="mono">{host}</span>} checked={chosen.includes(host)} onChange={() => toggle(host)} />)}
      </fieldset>
      <TextArea label={t('reason')} required value={reason} maxLength={2000} onChange={(event) => setReason(event.target.value)} />
    </ActDialog>
  )
}

function EndDialog({ number, receiver, hosts, onClose }: DialogProps) {
  const t = useTranslations('incidents.acts.end')
  const act = useAct(endBlock, useTranslations('ui')('noAnswer'))
  const [reason, setReason] = useState('')

  return (
    <ActDialog
      title={t('title', { number, receiver })}
      about={t('about', { count: hosts.length })}
      doWord={t('do')}
      canDo={reason.trim() !== ''}
      isPending={act.isPending}
      message={act.message}
      onClose={onClose}
      onDo={() => act.run({ number, reason }, () => done(t('done'), onClose))}
    >
      <TextArea label={t('reason')} required value={reason} maxLength={2000} onChange={(event) => setReason(event.target.value)} />
    </ActDialog>
  )
}

function done(title: string, onClose: () => void) {
  toastList.show({ id: 'block-act', tone: 'ok', title, endsAt: Date.now() + SHOWN_MS })
  onClose()
}
