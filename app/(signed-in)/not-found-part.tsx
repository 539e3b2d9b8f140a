import { getTranslations } from 'next-intl/server'
import { EmptyState } from '../../components/ui/empty-state.tsx'
import { LinkButton } from '../../components/ui/link-button.tsx'

/** The same words inside a frame that already has its main part. */
export async function NotFoundPart() {
  const t = await getTranslations('frame.notFound')

  return (
    <div className="mx-auto w-full max-w-160 pt-8">
      <h1 className="sr-only">{t('title')}</h1>
      <EmptyState title={t('title')} about={t('about')}>
        <LinkButton href="/">{t('home')}</LinkButton>
      </EmptyState>
    </div>
  )
}
