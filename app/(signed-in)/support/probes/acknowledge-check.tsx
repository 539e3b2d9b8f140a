'use client'

import { useTranslations } from 'next-intl'
import { Acknowledge, NotAcknowledged } from '../../../../components/checks/acknowledge.tsx'
import { acknowledge, workAgain } from './actions.ts'

/** Says of a failing check of a host that it is known, why, and until when. */
export function AcknowledgeCheck({ host, check, name }: { host: string; check: string; name: string }) {
  const t = useTranslations('probes.acknowledge')
  return <Acknowledge title={t('title', { check: name, host })} onAcknowledge={(said) => acknowledge({ host, check, ...said })} />
}

/** Takes that back. */
export function WorkAgain({ host, check }: { host: string; check: string }) {
  return <NotAcknowledged onTakeBack={() => workAgain({ host, check })} />
}
