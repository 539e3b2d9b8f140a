import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { CheckWord } from '../../../../../components/domains/check-word.tsx'
import { Card, CardHead } from '../../../../../components/ui/card.tsx'
import { domainCheckNames } from '../../../../../lib/domain-checks/domain-check.ts'
import { domainPath } from '../../../../../lib/domain-checks/domain-list-query.ts'
import type { CustomerDomainState } from '../../../../../lib/domain-checks/domain-list-views.ts'

/** Domains whose accounts are his, known or yet to be seen, and what of their records is not right. */
export function DomainsCard({ domains }: { domains: CustomerDomainState[] }) {
  const t = useTranslations('customers.domains')
  const names = useTranslations('domains')

  return (
    <Card aria-labelledby="domains" className="pb-3">
      <CardHead id="domains" title={t('title')} about={domains.length > 0 && t('about')} />
      {domains.length === 0 && <p className="px-4 text-text-2">{t('none')}</p>}
      <ul className="flex max-h-60 flex-col gap-1 overflow-y-auto px-4">
        {domains.map(({ domain, checks, checkedAt }) => (
          <li key={domain} className="min-w-0">
            <Link href={domainPath(domain)} className="mono wrap-anywhere hover:text-accent hover:underline">
              {domain}
            </Link>
            {checkedAt === null ? (
              <p className="text-label text-text-3">{names('none')}</p>
            ) : (
              <dl className="flex flex-wrap gap-x-3 gap-y-0.5 text-label">
                {domainCheckNames.map((check) => {
                  const sum = checks[check]
                  return sum && (
                    <div key={check} className="flex items-center gap-1.5">
                      <dt className="text-text-3">{names(`check.${check}`)}</dt>
                      <dd>
                        <CheckWord sum={sum} />
                      </dd>
                    </div>
                  )
                })}
              </dl>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
