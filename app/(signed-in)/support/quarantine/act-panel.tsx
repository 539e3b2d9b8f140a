'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '../../../../components/ui/button.tsx'
import { Field } from '../../../../components/ui/field.tsx'
import { FormMessage } from '../../../../components/ui/form-message.tsx'
import { NoticeBox } from '../../../../components/ui/notice-box.tsx'
import { SidePanel } from '../../../../components/ui/side-panel.tsx'
import { useAct } from '../../../../components/ui/use-act.ts'
import { selectionOf, type Choice } from '../../../../lib/quarantine/choice.ts'
import { quarantineHref, type QuarantineAddress } from '../../../../lib/quarantine/quarantine-address.ts'
import type { ActPreviewForDesk } from '../../../../lib/quarantine/quarantine-page-views.ts'
import { TYPED_ABOVE, type MessageFilter } from '../../../../lib/quarantine/quarantined-message.ts'
import { deleteMails, releaseMails } from './actions.ts'
import { PreviewFacts } from './preview-facts.tsx'
import { NO_REASON, reasonText, ReasonField } from '../../../../components/quarantine/reason-field.tsx'
import { useBegunToast } from './use-begun-toast.ts'
import { usePreview } from './use-preview.ts'
import { WhereTheyGo } from './where-they-go.tsx'

export type ActKind = 'release' | 'delete'
export type Asked = { choice: Choice; filter: MessageFilter; by: 'account' | 'burst' }
type ActPanelProps = { kind: ActKind; asked: Asked; address: QuarantineAddress; chosen: number; now: number; onClose: () => void; onDone: () => void }

/** What a release or a deletion would do, why it is wanted, and the button that does it. */
export function ActPanel({ kind, asked, address, chosen, now, onClose, onDone }: ActPanelProps) {
  const t = useTranslations('quarantine')
  const router = useRouter()
  const [kept, setKept] = useState<readonly string[]>([])
  const [reason, setReason] = useState(NO_REASON)
  const [typed, setTyped] = useState('')
  const [round, setRound] = useState(0)
  const selection = selectionOf(asked.choice, { filter: asked.filter, by: asked.by, exceptDomains: kept })
  const { preview, whole, message, isStale } = usePreview(selection, round)
  const tellBegun = useBegunToast(kind)
  const act = useAct(kind === 'release' ? releaseMails : deleteMails, useTranslations('ui')('noAnswer'))
  const count = preview?.messages ?? chosen
  const isTyped = !preview?.needsTyping || digits(typed) === String(count)
  const isTooMany = kind === 'delete' && (preview?.isTooManyToDelete ?? false)
  const canDo = preview !== null && !isStale && count > 0 && isTyped && !isTooMany && reasonText(reason) !== ''

  function submit() {
    if (!canDo || act.isPending) return
    const input = { selection, expected: count, reason: reasonText(reason), ...(preview.needsTyping && { confirmation: typed }) }
    act.run(input, (begun) => {
      tellBegun(begun, preview)
      onDone()
      router.replace(quarantineHref(address, { act: begun.actId }), { scroll: false })
    })
    setRound((before) => before + 1)
  }

  return (
    <SidePanel isOpen onClose={onClose} title={<Title {...{ kind, count }} all={whole?.messages ?? chosen} />} about={preview && <About kind={kind} preview={preview} />} footer={<Footer {...{ kind, count, canDo, submit, onClose, preview }} isPending={act.isPending} />}>
      <form className="flex flex-col gap-4" onSubmit={(event) => (event.preventDefault(), submit())} onKeyDown={(event) => (event.metaKey || event.ctrlKey) && event.key === 'Enter' && submit()}>
        {!preview && !message && <p role="status" className="text-text-3">{t('panel.reading')}</p>}
        {preview && preview.messages === 0 && kept.length === 0 && <p>{t('panel.nothing')}</p>}
        {preview && <PreviewFacts kind={kind} preview={preview} now={now} />}
        {kind === 'release' && whole && <WhereTheyGo domains={whole.domains} kept={kept} onChange={setKept} />}
        {isTooMany && <NoticeBox tone="wait" title={t('panel.delete.lead', { most: TYPED_ABOVE })}>{t('panel.delete.leadAbout')}</NoticeBox>}
        <ReasonField kind={kind} reason={reason} onChange={setReason} />
        {preview?.needsTyping && !isTooMany && <Field label={t('panel.typed', { count })} value={typed} inputMode="numeric" autoComplete="off" onChange={(event) => setTyped(event.target.value)} />}
        <FormMessage message={act.message || message} />
        <button type="submit" className="sr-only" tabIndex={-1} aria-hidden disabled={!canDo} />
      </form>
    </SidePanel>
  )
}

function Title({ kind, count, all }: { kind: ActKind; count: number; all: number }) {
  const t = useTranslations(`quarantine.panel.${kind}`)
  return count === all ? t('titleAll', { count }) : t('title', { count, all })
}

function About({ kind, preview }: { kind: ActKind; preview: ActPreviewForDesk }) {
  const t = useTranslations(`quarantine.panel.${kind}`)
  const [account] = preview.accounts
  const [host] = preview.hosts
  if (!account || !host) return null
  const isOne = preview.accounts.length === 1 && preview.hosts.length === 1
  return <p className="wrap-anywhere">{isOne ? t('about', { account, host: host.host }) : t('aboutMany', { accounts: preview.accounts.length, hosts: preview.hosts.length })}</p>
}

type FooterProps = { kind: ActKind; count: number; canDo: boolean; isPending: boolean; submit: () => void; onClose: () => void; preview: ActPreviewForDesk | null }

function Footer({ kind, count, canDo, isPending, submit, onClose, preview }: FooterProps) {
  const t = useTranslations('quarantine')
  const cancel = useTranslations('ui')('cancel')

  return (
    <>
      <Button kind={kind === 'release' ? 'primary' : 'danger-filled'} onClick={submit} disabled={!canDo} isPending={isPending} shortcut={{ shown: '⌘↵', aria: 'Meta+Enter Control+Enter' }}>
        {t(`panel.${kind}.do`, { count })}
      </Button>
      <Button onClick={onClose}>{cancel}</Button>
      {preview && <span className="ml-auto text-label text-text-2">{t('panel.undo', { seconds: preview.undoSeconds })}</span>}
    </>
  )
}

/** People type 10000, 10.000 or 10,000 for the same number. */
function digits(typed: string): string {
  return typed.replace(/[.,\s’']/g, '')
}
