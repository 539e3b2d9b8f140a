import { useTranslations } from 'next-intl'

/** Said in every head while the demo runs, so that nobody takes its story for his own hosts. */
export function DemoBanner() {
  const t = useTranslations('frame')

  return (
    <aside aria-label={t('nav.demo')} data-demo-banner>
      <p role="note" className="bg-hold-soft px-4 py-1 text-center text-label text-hold">
        {t('demo')}
      </p>
    </aside>
  )
}
