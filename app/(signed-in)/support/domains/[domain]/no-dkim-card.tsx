import { useTranslations } from 'next-intl'
import { Card, CardHead } from '../../../../../components/ui/card.tsx'

/** Why nothing is said of DKIM. */
export function NoDkimCard() {
  const t = useTranslations('domains')

  return (
    <Card aria-labelledby="no-dkim" className="pb-4">
      <CardHead id="no-dkim" title={t('check.dkim')} />
      <p className="px-4 text-text-2">
        {t('noDkim')} {t('noDkimAbout')}
      </p>
    </Card>
  )
}
