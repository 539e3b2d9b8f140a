'use client'

import clsx from 'clsx'
import { ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { FATE_TONE } from '../../../../components/traces/fate-tone.ts'
import { ClockTime } from '../../../../components/ui/clock-time.tsx'
import { cutMiddle } from '../../../../components/ui/cut-middle.ts'
import { StateWord } from '../../../../components/ui/state-word.tsx'
import { useTickingNow } from '../../../../components/ui/use-ticking-now.ts'
import type { TracePath } from '../../../../lib/traces/join-messages.ts'
import { PathDetails } from './path-details.tsx'

type PathRowProps = { path: TracePath; isChosen: boolean; isOpen: boolean; onChoose: () => void; onTurn: () => void }

/** One mail in a line: how it stands, from whom to whom, over which hosts, since when; opened, its whole path. */
export function PathRow({ path, isChosen, isOpen, onChoose, onTurn }: PathRowProps) {
  const t = useTranslations('trace')
  const now = useTickingNow()
  const id = useId()
  const [first, ...more] = path.recipients
  const hosts = [...new Set(path.parts.map(({ host }) => host))]

  return (
    <li onFocus={onChoose} onPointerDown={onChoose} className="border-t border-line first:border-t-0">
      <button
        type="button"
        data-open
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={onTurn}
        className={clsx(
          'focus-inset grid w-full grid-cols-[1fr_auto] items-center gap-x-4 gap-y-1 px-4 py-2 text-left select-text md:grid-cols-[1rem_8.5rem_minmax(0,1fr)_auto_7rem]',
          isChosen ? 'bg-accent-soft' : 'hover:bg-sunken',
        )}
      >
        <ChevronRight size={14} aria-hidden className={clsx('text-text-3 max-md:hidden', isOpen && 'rotate-90')} />
        <StateWord tone={FATE_TONE[path.fate]}>{t(`fate.${path.fate}`)}</StateWord>
        <span className="min-w-0 max-md:col-span-full max-md:row-start-2">
          <Address text={path.sender} empty={path.sender === '' ? t('bounce') : t('unknownSender')} /> <span aria-hidden>→</span> <span className="sr-only">{t('to')}</span>
          <Address text={first?.address ?? null} empty={t('unknownRecipient')} />
          {more.length > 0 && <span className="text-text-2"> {t('moreRecipients', { count: more.length })}</span>}
          {path.fate === 'queued' && (
            <span className="block text-label text-text-2">{path.nextTryAt ? t.rich('nextTry', { at: () => <ClockTime at={path.nextTryAt ?? ''} now={now} /> }) : t('nextTryUnknown')}</span>
          )}
        </span>
        <span className="mono text-text-2 max-md:col-span-full max-md:row-start-3">{hosts.join(' → ')}</span>
        <span className="figures text-right text-text-2 max-md:col-start-2 max-md:row-start-1">{path.beganAt ? <ClockTime at={path.beganAt} now={now} /> : '–'}</span>
      </button>
      <div id={id} hidden={!isOpen}>
        {isOpen && <PathDetails path={path} />}
      </div>
    </li>
  )
}

function Address({ text, empty }: { text: string | null; empty: string }) {
  if (!text) return <span className="text-text-2">{empty}</span>
  return (
    <span title={text} className="mono wrap-anywhere">
      {cutMiddle(text, 44)}
    </span>
  )
}
