'use client'

import { RefreshCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { CheckNow } from '../../../../components/blocklists/check-now.tsx'
import { checkNow } from './actions.ts'

/** Asks all lists about everything now. */
export function CheckAll() {
  const t = useTranslations('blocklists')
  return <CheckNow act={checkNow} target={null} icon={<RefreshCw size={14} aria-hidden />} words={{ ask: t('checkAll'), asking: t('checkAllPending'), done: t('checkAllDone') }} />
}
