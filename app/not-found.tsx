import { getTranslations } from 'next-intl/server'
import { EmptyState } from '../components/ui/empty-state.tsx'
import { LinkButton } from '../components/ui/link-button.tsx'

/** For addresses that lead nowhere. Absent and forbidden look the same. */
export default async function NotFound() {
  const t = await getTranslations('frame.notFound')

  return (
    <main className="mx-auto w-full max-w-160 px-4 pt-16">
      <h1 className="sr-only">{t('title')}</h1>
      <EmptyState title={t('title')} about={t('about')}>
        <LinkButton href="/">{t('home')}</LinkButton>
      </EmptyState>
    </main>
  )
}
