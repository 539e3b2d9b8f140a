'use client'

import clsx from 'clsx'
import { useLocale, useTranslations } from 'next-intl'
import { useState, type ReactNode } from 'react'
import { BulkBar } from '../../../../components/ui/bulk-bar.tsx'
import { Button } from '../../../../components/ui/button.tsx'
import { formatBytes } from '../../../../lib/i18n/format.ts'
import { NOTHING_CHOSEN, sumChosen, type Choice } from '../../../../lib/quarantine/choice.ts'
import { filterOfAddress, type QuarantineAddress } from '../../../../lib/quarantine/quarantine-address.ts'
import type { QuarantinePage } from '../../../../lib/quarantine/quarantine-page-views.ts'
import { ActPanel, type ActKind } from './act-panel.tsx'
import { HeadersPanel } from './headers-panel.tsx'
import { KeepPanel } from './keep-panel.tsx'
import { MailList } from './mail-list.tsx'
import { useBulkKeys } from './use-bulk-keys.ts'

type QuarantineDeskProps = {
  page: QuarantinePage
  address: QuarantineAddress
  rights: { mayUnmask: boolean }
  now: number
  head: ReactNode
  children: ReactNode
}

type Panel = ActKind | 'keep' | 'headers'

/** The list, what is chosen in it, and the panel beside it. Keyed by the filter: another filter begins with nothing chosen. */
export function QuarantineDesk({ page, address, rights, now, head, children }: QuarantineDeskProps) {
  const t = useTranslations('quarantine')
  const language = useLocale()
  const [choice, setChoice] = useState<Choice>(NOTHING_CHOSEN)
  const [panel, setPanel] = useState<Panel | null>(null)
  const { mails, bytes } = sumChosen(choice, page.sums, page.groups)
  const isAnyChosen = mails > 0
  useBulkKeys(isAnyChosen && panel === null, { r: () => setPanel('release'), d: () => setPanel('delete'), e: () => setPanel('keep') })

  const by = address.view === 'burst' ? ('burst' as const) : ('account' as const)
  const asked = { choice, filter: filterOfAddress(address), by }
  const close = () => setPanel(null)
  const done = () => {
    setPanel(null)
    setChoice(NOTHING_CHOSEN)
  }
  const canReadHeaders = rights.mayUnmask && !choice.isAll && choice.groups.size === 0
  return (
    <div className={clsx('flex min-h-[calc(100dvh-5.5rem)] flex-col', panel && isAnyChosen && 'lg:pr-110')}>
      {head}
      {children}
      <MailList page={page} address={address} choice={choice} onChoose={setChoice} now={now} />
      {isAnyChosen && (
        <div className="sticky bottom-4 z-20 mt-auto max-md:bottom-16">
          <BulkBar count={t('bar.selected', { count: mails })} about={formatBytes(bytes, language)} clearWord={t('bar.clear')} onClear={done}>
            <Button onClick={() => setPanel('release')} shortcut={{ shown: 'r', aria: 'r' }}>
              {t('bar.release', { count: mails })}
            </Button>
            <Button kind="danger" onClick={() => setPanel('delete')} shortcut={{ shown: 'd', aria: 'd' }}>
              {t('bar.delete', { count: mails })}
            </Button>
            <Button onClick={() => setPanel('keep')} shortcut={{ shown: 'e', aria: 'e' }}>
              {t('bar.keep')}
            </Button>
            {canReadHeaders && (
              <Button kind="quiet" onClick={() => setPanel('headers')}>
                {t('bar.headers')}
              </Button>
            )}
          </BulkBar>
        </div>
      )}
      {isAnyChosen && (panel === 'release' || panel === 'delete') && <ActPanel key={panel} kind={panel} asked={asked} address={address} chosen={mails} now={now} onClose={close} onDone={done} />}
      {isAnyChosen && panel === 'keep' && <KeepPanel asked={asked} count={mails} onClose={close} onDone={done} />}
      {isAnyChosen && panel === 'headers' && <HeadersPanel ids={[...choice.mails.keys()]} onClose={close} />}
    </div>
  )
}
