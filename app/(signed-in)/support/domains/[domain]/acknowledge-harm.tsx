'use client'

import { useTranslations } from 'next-intl'
import { Acknowledge, NotAcknowledged } from '../../../../../components/checks/acknowledge.tsx'
import type { DomainCheckName } from '../../../../../lib/domain-checks/domain-check.ts'
import { acknowledgeHarm, harmWorkAgain } from '../actions.ts'

type AcknowledgeHarmProps = { domain: string; check: DomainCheckName }

/** Says of harm at a domain that it is known, why, and until when. */
export function AcknowledgeHarm({ domain, check }: AcknowledgeHarmProps) {
  const t = useTranslations('domains')
  const title = t('harm.title', { check: t(`check.${check}`), domain })
  return <Acknowledge title={title} label={t('harm.acknowledge', { check: t(`check.${check}`) })} onAcknowledge={(said) => acknowledgeHarm({ domain, check, ...said })} />
}

/** Takes that back. */
export function HarmWorkAgain({ domain, check }: AcknowledgeHarmProps) {
  return <NotAcknowledged onTakeBack={() => harmWorkAgain({ domain, check })} />
}
