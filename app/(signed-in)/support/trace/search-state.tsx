'use client'

import { useTranslations } from 'next-intl'
import { Button } from '../../../../components/ui/button.tsx'
import { CopyButton } from '../../../../components/ui/copy-button.tsx'
import { NoticeBox } from '../../../../components/ui/notice-box.tsx'
import { traceHref, type TraceAddress } from '../../../../lib/traces/trace.ts'
import { whoAnswered, type TraceProgress } from '../../../../lib/traces/trace-progress.ts'
import { MissingHosts } from './missing-hosts.tsx'
import { ShortLogs } from './short-logs.tsx'

type SearchStateProps = { progress: TraceProgress; found: number; address: TraceAddress; onStop: () => void; onAskAgain: () => void }

/** How far the search is, what is missing from it and why, and what can be done about it. */
export function SearchState({ progress, found, address, onStop, onAskAgain }: SearchStateProps) {
  const t = useTranslations('trace')
  const { status, refusal, hosts, isCut, until } = progress
  const { answered, missing } = whoAnswered(progress)
  const counts = { hosts: hosts.length, answered: answered.length, found }
  const done = status === 'done' ? (missing.length === 0 ? t('doneAll', counts) : t('status.done', counts)) : t(`status.${status}`, counts)

  return (
    <div className="mb-3 flex flex-col gap-2">
      <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-2">
        <p role="status" className="figures font-strong">
          {done}
        </p>
        {status === 'asking' ? (
          <Button size="small" onClick={onStop}>
            {t('stop')}
          </Button>
        ) : (
          <Button size="small" onClick={onAskAgain}>
            {t('again')}
          </Button>
        )}
        {until && status !== 'asking' && <CopyLink address={address} until={until} />}
      </div>
      {status === 'refused' && refusal && <NoticeBox tone="bad" title={t(`refused.${refusal}`)} />}
      {status === 'broken' && <NoticeBox tone="bad" title={t('broken')}>{t('brokenAbout')}</NoticeBox>}
      {isCut && <NoticeBox tone="wait" title={t('cut', { found })}>{t('cutAbout')}</NoticeBox>}
      {status !== 'refused' && <MissingHosts progress={progress} />}
      {status !== 'asking' && <ShortLogs progress={progress} />}
    </div>
  )
}

/** The link ends its span where this search did, so that whoever opens it sees the same. */
function CopyLink({ address, until }: { address: TraceAddress; until: string }) {
  const t = useTranslations('trace')
  const href = traceHref('/support/trace', { ...address, until })

  return (
    <span className="flex items-center gap-1 text-label text-text-2">
      {t('link')}
      <CopyButton text={typeof window === 'undefined' ? href : new URL(href, window.location.origin).href} what={t('link')} />
    </span>
  )
}
