'use client'

import { useLinkStatus } from 'next/link'
import { useTranslations } from 'next-intl'

/** Inside a link: while its page is being read, a quiet pulse, and the words for screen readers. */
export function LinkPending() {
  const { pending } = useLinkStatus()
  const t = useTranslations('frame')
  if (!pending) return null

  return (
    <span role="status" className="shrink-0">
      <span className="sr-only">{t('loading')}</span>
      <span aria-hidden className="block size-1.5 animate-pulse rounded-full bg-accent" />
    </span>
  )
}
