import { useTranslations } from 'next-intl'
import { Quote } from '../ui/card.tsx'
import { CopyButton } from '../ui/copy-button.tsx'

/** A TXT record that somebody shall publish: where, and what, each with a button that copies it. */
export function RecordToPaste({ title, name, value }: { title: string; name: string; value: string }) {
  const t = useTranslations('domains')

  return (
    <div>
      <p className="mb-1 flex flex-wrap items-center gap-x-1 text-label text-text-3">
        {title} · <span className="mono wrap-anywhere">{t('cureAt', { name })}</span> <CopyButton text={name} what={t('copyName')} />
      </p>
      <div className="flex items-start gap-1">
        <Quote className="min-w-0 flex-1">{value}</Quote>
        <CopyButton text={value} what={t('copyValue')} />
      </div>
    </div>
  )
}
