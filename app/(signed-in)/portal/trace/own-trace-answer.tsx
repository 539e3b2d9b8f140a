'use client'

import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { useTrace } from '../../../../components/traces/use-trace.ts'
import { Button } from '../../../../components/ui/button.tsx'
import { EmptyState } from '../../../../components/ui/empty-state.tsx'
import { NoticeBox } from '../../../../components/ui/notice-box.tsx'
import { joinMessages } from '../../../../lib/traces/join-messages.ts'
import { whoAnswered, type TraceProgress } from '../../../../lib/traces/trace-progress.ts'
import type { TraceQuestion } from '../../../../lib/traces/trace.ts'
import { OwnMail } from './own-mail.tsx'

/** The answer to one question of a customer; another question, or the same once more, begins from nothing. */
export function OwnTraceAnswer({ question }: { question: TraceQuestion }) {
  const [round, setRound] = useState(1)

  return <OneAnswer key={`${round} ${JSON.stringify(question)}`} question={question} askAgain={() => setRound(round + 1)} />
}

function OneAnswer({ question, askAgain }: { question: TraceQuestion; askAgain: () => void }) {
  const t = useTranslations('portal.trace')
  const { progress, stop } = useTrace(question)
  const paths = useMemo(() => joinMessages(progress.messages), [progress.messages])

  return (
    <section className="flex flex-col gap-3">
      <OwnSearchState progress={progress} found={paths.length} onStop={stop} onAskAgain={askAgain} />
      {paths.length > 0 && (
        <ol aria-label={t('list')} className="flex flex-col gap-3">
          {paths.map((path) => (
            <OwnMail key={path.key} path={path} />
          ))}
        </ol>
      )}
    </section>
  )
}

function OwnSearchState({ progress, found, onStop, onAskAgain }: { progress: TraceProgress; found: number; onStop: () => void; onAskAgain: () => void }) {
  const t = useTranslations('portal.trace')
  const { status, refusal, hosts, isCut } = progress
  const { answered, missing } = whoAnswered(progress)
  const isAsking = status === 'asking'
  const isNothing = status === 'done' && found === 0

  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p role="status" className="figures font-strong">
          {t(`state.${status}`, { servers: hosts.length, answered: answered.length, found })}
        </p>
        <Button onClick={isAsking ? onStop : onAskAgain}>{isAsking ? t('stop') : t('again')}</Button>
      </div>
      {refusal && <NoticeBox tone="bad" title={t(`refused.${refusal}`)} />}
      {status === 'broken' && <NoticeBox tone="bad" title={t('brokenAbout')} />}
      {isCut && <NoticeBox tone="wait" title={t('cut')} />}
      {status === 'done' && missing.length > 0 && <NoticeBox tone="unk" title={t('missing', { count: missing.length })}>{t('missingAbout')}</NoticeBox>}
      {isNothing && <EmptyState title={missing.length === 0 ? t('nothing') : t('nothingSoFar')} about={missing.length === 0 ? t('nothingAbout') : t('nothingSoFarAbout')} />}
    </>
  )
}
