import { useTranslations } from 'next-intl'
import { KeyHints } from '../../../../components/ui/kbd.tsx'
import { PageHead } from '../../../../components/ui/page-head.tsx'

/** How many things need a hand, and the keys of the list. */
export function NowHead({ count }: { count: number }) {
  const t = useTranslations('now')
  const hints = [
    { keys: ['j', 'k'], does: t('keys.move') },
    { keys: ['↵'], does: t('keys.open') },
    { keys: ['z'], does: t('keys.snooze') },
  ]

  return <PageHead title={t('things', { count })} about={count > 0 && t('order')} aside={count > 0 && <KeyHints hints={hints} />} />
}
