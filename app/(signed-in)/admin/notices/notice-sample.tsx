import clsx from 'clsx'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { Card, CardHead, Quote } from '../../../../components/ui/card.tsx'
import { SegmentedLinks } from '../../../../components/ui/segmented.tsx'
import { languages, type Language, type NoticeKind, type NoticeText } from '../../../../lib/notices/notice.ts'

type NoticeSampleProps = { kind: NoticeKind; language: Language; text: NoticeText; kinds: NoticeKind[] }

const hrefOf = (notice: NoticeKind, language: Language) => `/admin/notices?notice=${notice}&language=${language}`

/** A notice exactly as it would go out, with a made-up lock. */
export function NoticeSample({ kind, language, text, kinds }: NoticeSampleProps) {
  const t = useTranslations('admin.notices')
  const words = useTranslations('frame.language')

  return (
    <Card aria-labelledby="samples">
      <CardHead id="samples" title={t('samples')} about={t('samplesAbout')} isRuled aside={<SegmentedLinks label={t('language')} current={language} segments={languages.map((one) => ({ key: one, label: words(one), href: hrefOf(kind, one) }))} />} />
      <nav aria-label={t('which')} className="flex flex-wrap gap-1.5 px-4 pt-3">
        {kinds.map((one) => (
          <Link
            key={one}
            href={hrefOf(one, language)}
            scroll={false}
            aria-current={one === kind ? 'true' : undefined}
            className={clsx('inline-flex h-7 items-center rounded-tag border px-2', one === kind ? 'border-accent-line bg-accent-soft font-strong text-accent' : 'border-control hover:bg-sunken')}
          >
            {t(`kind.${one}`)}
          </Link>
        ))}
      </nav>
      <div className="flex flex-col gap-2 p-4" lang={language}>
        <p>
          <span className="text-label text-text-3">{t('subject')}</span> <strong>{text.subject}</strong>
        </p>
        <Quote className="max-h-none">{text.text}</Quote>
      </div>
    </Card>
  )
}
