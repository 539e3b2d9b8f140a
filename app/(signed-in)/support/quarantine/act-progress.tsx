'use client'

import { useLocale, useTranslations } from 'next-intl'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { useFailureWords } from '../../../../components/quarantine/use-failure-words.ts'
import { Button } from '../../../../components/ui/button.tsx'
import { Card } from '../../../../components/ui/card.tsx'
import { FormMessage } from '../../../../components/ui/form-message.tsx'
import { Meter } from '../../../../components/ui/meter.tsx'
import { StateWord } from '../../../../components/ui/state-word.tsx'
import { Time } from '../../../../components/ui/time.tsx'
import { useAct } from '../../../../components/ui/use-act.ts'
import { formatNumber } from '../../../../lib/i18n/format.ts'
import type { ActView } from '../../../../lib/quarantine/quarantine-views.ts'
import { takeBack } from './actions.ts'

type Act = Omit<ActView, 'createdAt'> & { createdAt: string | null }

const READ_EVERY_MS = 2000
const FAILURES_SHOWN = 20

/** How far an act is, mail by mail, with what was not done and why. What no host was given yet can still be taken back. */
export function ActProgress({ act, closeHref }: { act: Act; closeHref: string }) {
  const t = useTranslations('quarantine.act')
  const router = useRouter()
  const undo = useAct(takeBack, useTranslations('ui')('noAnswer'))
  const isRunning = act.ordersOpen > 0
  useEffect(() => {
    if (!isRunning) return
    const timer = setInterval(() => document.hidden || router.refresh(), READ_EVERY_MS)
    return () => clearInterval(timer)
  }, [isRunning, router])

  const isUndone = act.total === 0
  const done = act.total - act.waiting - act.failed
  const [tone, word] = isUndone ? (['unk', 'undone'] as const) : isRunning ? (['wait', 'running'] as const) : act.failed > 0 ? (['bad', 'over'] as const) : (['ok', 'over'] as const)
  return (
    <Card className="mb-3 flex flex-col gap-2 px-4 py-3" aria-label={t(act.verb === 'delete' ? 'delete' : 'release')}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="text-section">{t(act.verb === 'delete' ? 'delete' : 'release')}</h2>
        <StateWord tone={tone}>{t(word)}</StateWord>
        {act.createdAt && <span className="text-label text-text-3"><Time at={act.createdAt} /></span>}
        <span className="min-w-0 flex-1 truncate text-label text-text-2">{act.reason}</span>
        {act.undoable > 0 && (
          <Button size="small" isPending={undo.isPending} onClick={() => undo.run({ actId: act.actId }, () => router.refresh())}>
            {t('undo', { count: act.undoable })}
          </Button>
        )}
        <Link href={closeHref} scroll={false} className="font-strong text-accent hover:underline">{t('close')}</Link>
      </div>
      {!isUndone && <Counts act={act} done={done} />}
      <FormMessage message={undo.message} />
      {act.failures.length > 0 && <Failures act={act} />}
    </Card>
  )
}

function Counts({ act, done }: { act: Act; done: number }) {
  const t = useTranslations('quarantine.act')
  const language = useLocale()
  const parts = [
    ['waiting', act.waiting], ['queued', act.queuedAgain], ['delivered', act.delivered], ['bounced', act.bounced], ['deleted', act.deleted], ['gone', act.gone], ['failed', act.failed],
  ] as const

  return (
    <>
      <Meter label={t('meter')} valueText={t('meterIs', { done, total: act.total })} value={done} max={act.total} tone={act.failed > 0 ? 'wait' : 'ok'} />
      <p aria-live="polite" className="flex flex-wrap gap-x-4 text-text-2">
        <strong className="figures text-text">{t('meterIs', { done, total: act.total })}</strong>
        {parts.filter(([, count]) => count > 0).map(([name, count]) => (
          <span key={name} className={name === 'failed' ? 'text-bad' : undefined}>
            <span className="figures">{formatNumber(count, language)}</span> {t(name)}
          </span>
        ))}
      </p>
    </>
  )
}

function Failures({ act }: { act: Act }) {
  const t = useTranslations('quarantine.act')
  const failureWords = useFailureWords()
  const more = act.failed - FAILURES_SHOWN

  return (
    <details>
      <summary className="font-strong">{t('failures')}</summary>
      <ul className="mt-1 max-h-60 overflow-auto rounded-control bg-sunken px-3 py-2" tabIndex={0}>
        {act.failures.slice(0, FAILURES_SHOWN).map(({ queueId, host, failure }) => (
          <li key={`${host} ${queueId}`} className="wrap-anywhere"><span className="mono">{queueId} · {host}</span> · {failureWords(failure)}</li>
        ))}
        {more > 0 && <li>{t('failuresMore', { count: more })}</li>}
      </ul>
    </details>
  )
}
