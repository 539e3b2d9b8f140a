import { useTranslations } from 'next-intl'

/** How many rows this person put off; nothing when there are none. */
export function SnoozedLine({ count }: { count: number }) {
  const t = useTranslations('now')
  if (count === 0) return null

  return <p className="mt-2 text-label text-text-2">{t('snoozedCount', { count })}</p>
}
