'use client'

import { useTranslations } from 'next-intl'
import { Button } from '../../../../components/ui/button.tsx'
import { useAct } from '../../../../components/ui/use-act.ts'
import { probeNow } from './actions.ts'

/** Has a host looked at at once; while it is wished for and not yet done, it says so. */
export function ProbeNow({ host, isAsked, kind = 'secondary' }: { host: string; isAsked: boolean; kind?: 'primary' | 'secondary' }) {
  const t = useTranslations('probes')
  const act = useAct(probeNow, t('broken'))

  return (
    <>
      <Button kind={kind} isPending={act.isPending || isAsked} pendingWords={t('probing')} onClick={() => act.run({ host })} aria-label={act.isPending || isAsked ? undefined : t('probeNowOf', { host })}>{t('probeNow')}</Button>
      <p role="status" className={act.message ? 'text-bad' : 'sr-only'}>{act.message || (isAsked ? t('asked', { host }) : '')}</p>
    </>
  )
}
