import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { Words } from '../../../../../../components/frame/words.tsx'
import { Breadcrumbs } from '../../../../../../components/ui/breadcrumbs.tsx'
import { PageHead } from '../../../../../../components/ui/page-head.tsx'
import { readPathName } from '../../../../../../lib/access/read-path-name.ts'
import { requireViewer } from '../../../../../../lib/access/viewer.ts'
import { customerPath } from '../../../../../../lib/customers/customer-list-query.ts'
import { getCustomerPolicy } from '../../../../../../lib/customers/customer-views.ts'
import { LimitsForm } from './limits-form.tsx'

type LimitsPageProps = { params: Promise<{ number: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('customers.limits'))('title') }
}

/** What may this customer's accounts do before a host locks them? */
export default async function CustomerLimitsPage({ params }: LimitsPageProps) {
  const viewer = await requireViewer('support')
  const customer = await getCustomerPolicy(viewer, readPathName((await params).number))
  if (!customer) notFound()
  const { number, name, policy } = customer
  const [t, ui] = await Promise.all([getTranslations('customers'), getTranslations('ui')])

  return (
    <Words namespaces={['admin', 'customers']}>
      <div className="flex max-w-240 flex-col gap-4">
        <PageHead
          title={t('limits.page', { name })}
          crumbs={<Breadcrumbs label={ui('breadcrumbs')} crumbs={[{ label: t('crumb'), href: '/support/customers' }, { label: number, href: customerPath(number) }, { label: t('limits.title') }]} />}
          about={t('limits.pageAbout')}
        />
        <LimitsForm key={policy.saved?.at ?? 'desk'} number={number} name={name} policy={policy} />
      </div>
    </Words>
  )
}
