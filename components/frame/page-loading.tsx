import { useTranslations } from 'next-intl'
import { Skeleton } from '../ui/skeleton.tsx'

/** While a page is being read: says so in words, with the lines where text will stand. */
export function PageLoading() {
  const t = useTranslations('frame')

  return (
    <div role="status" className="flex flex-col gap-4">
      <p className="text-text-3">{t('loading')}</p>
      <div className="rounded-card border border-line bg-surface px-4">
        <Skeleton lines={6} />
      </div>
    </div>
  )
}
