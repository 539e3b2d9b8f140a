'use client'

import { useTranslations } from 'next-intl'
import { Button } from '../ui/button.tsx'
import { ErrorState } from '../ui/empty-state.tsx'

/** A page that could not be shown: what that means, the reference for the log, and the way to try again. */
export function PageError({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  const t = useTranslations('frame.error')

  return (
    <div className="mx-auto w-full max-w-160 pt-8">
      <h1 className="sr-only">{t('title')}</h1>
      <ErrorState title={t('title')} about={t('about')} reference={error.digest && t('reference', { id: error.digest })}>
        <Button onClick={retry}>{t('again')}</Button>
      </ErrorState>
    </div>
  )
}
