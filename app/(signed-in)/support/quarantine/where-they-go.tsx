import { useLocale, useTranslations } from 'next-intl'
import { Checkbox } from '../../../../components/ui/checkbox.tsx'
import { formatNumber } from '../../../../lib/i18n/format.ts'

type WhereTheyGoProps = { domains: readonly { domain: string; messages: number }[]; kept: readonly string[]; onChange: (kept: readonly string[]) => void }

/** Mails by the domain they go to; a domain can be kept back. */
export function WhereTheyGo({ domains, kept, onChange }: WhereTheyGoProps) {
  const t = useTranslations('quarantine.where')
  const language = useLocale()
  if (domains.length === 0) return null

  return (
    <section aria-labelledby="where-they-go">
      <h3 id="where-they-go" className="text-section">{t('title')}</h3>
      <p className="text-label text-text-3">{t('about')}</p>
      <ul className="mt-1">
        {domains.map(({ domain, messages }) => {
          const isKept = kept.includes(domain)
          return (
            <li key={domain} className="flex min-h-8 items-center gap-3 border-b border-line last:border-b-0">
              <Checkbox label={<span className="mono wrap-anywhere">{domain || t('none')}</span>} aria-label={t('domain', { domain: domain || t('none') })} checked={!isKept} onChange={() => onChange(isKept ? kept.filter((one) => one !== domain) : [...kept, domain])} className="min-w-0 flex-1" />
              <strong className="figures">{formatNumber(messages, language)}</strong>
              <span className={'w-20 text-right text-label text-wait'}>{isKept && t('kept')}</span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
