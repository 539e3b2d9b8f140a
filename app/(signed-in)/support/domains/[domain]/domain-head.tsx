import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Breadcrumbs } from '../../../../../components/ui/breadcrumbs.tsx'
import { PageHead } from '../../../../../components/ui/page-head.tsx'
import { Tag } from '../../../../../components/ui/state-word.tsx'
import { Time } from '../../../../../components/ui/time.tsx'
import { customerPath } from '../../../../../lib/customers/customer-list-query.ts'
import type { DomainPage } from '../../../../../lib/domain-checks/domain-page-views.ts'
import { CheckNow } from './check-now.tsx'

/** The domain, whose it is, and how old what is shown is. */
export function DomainHead({ domain: { domain, isOurs, customer, checkedAt } }: { domain: DomainPage }) {
  const t = useTranslations('domains')

  return (
    <PageHead
      title={domain}
      isTitleMono
      crumbs={<Breadcrumbs label={useTranslations('ui')('breadcrumbs')} crumbs={[{ label: t('crumb'), href: '/support/domains' }, { label: domain }]} />}
      about={
        <>
          {isOurs && <Tag>{t('ours')}</Tag>}
          {customer && (
            <Link href={customerPath(customer.number)} className="hover:text-accent hover:underline">
              {customer.number} {customer.name}
            </Link>
          )}
          {checkedAt && <span>{t.rich('lookedAt', { age: () => <Time at={checkedAt} /> })}</span>}
        </>
      }
      aside={<CheckNow domain={domain} />}
    />
  )
}
