import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { Words } from '../../../../../components/frame/words.tsx'
import { StoryCard } from '../../../../../components/story/story-card.tsx'
import { may } from '../../../../../lib/access/permissions.ts'
import { readPathName } from '../../../../../lib/access/read-path-name.ts'
import { requireViewer } from '../../../../../lib/access/viewer.ts'
import { webDb } from '../../../../../lib/access/web-desk.ts'
import { readBefore } from '../../../../../lib/audit/read-before.ts'
import { customerPath } from '../../../../../lib/customers/customer-list-query.ts'
import { getCustomerMet } from '../../../../../lib/deliveries/met-views.ts'
import { getDomainsOfCustomer } from '../../../../../lib/domain-checks/domain-list-views.ts'
import { getCustomerForSupport } from '../../../../../lib/customers/customer-views.ts'
import { ContactsCard } from './contacts-card.tsx'
import { CustomerAccounts } from './customer-accounts.tsx'
import { CustomerFigures } from './customer-figures.tsx'
import { CustomerHead } from './customer-head.tsx'
import { CustomerLocks } from './customer-locks.tsx'
import { CustomerMet } from './customer-met.tsx'
import { CustomerLimits } from './customer-limits.tsx'
import { DomainsCard } from './domains-card.tsx'
import { PortalLinks } from './portal-links.tsx'

type CustomerPageProps = { params: Promise<{ number: string }>; searchParams: Promise<{ before?: string | string[] }> }

export async function generateMetadata({ params }: CustomerPageProps): Promise<Metadata> {
  return { title: (await getTranslations('accounts'))('customer.link', { number: readPathName((await params).number) }) }
}

/** Who is this, and what happened with him before? */
export default async function CustomerPage({ params, searchParams }: CustomerPageProps) {
  const viewer = await requireViewer('support')
  const before = readBefore((await searchParams).before)
  const [number, now] = [readPathName((await params).number), new Date()]
  const [customer, met] = await Promise.all([getCustomerForSupport(viewer, number, { before, now }), getCustomerMet(webDb(), viewer, number, now)])
  if (!customer) notFound()
  const [t, domains] = await Promise.all([getTranslations('customers.story'), getDomainsOfCustomer(webDb(), viewer, customer.domains)])

  return (
    <Words namespaces={['customers']}>
      <CustomerHead customer={customer} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,2.42fr)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-4">
          <CustomerFigures figures={customer.figures} />
          <CustomerAccounts accounts={customer.accounts} total={customer.figures.accounts} />
          {met && <CustomerMet met={met} />}
          <CustomerLocks locks={customer.locks} />
          <StoryCard title={t('title')} about={t('about')} story={customer.story} path={customerPath(customer.number)} isFirst={before === null} namesAccounts />
        </div>
        <div className="flex min-w-0 flex-col gap-3">
          <ContactsCard contacts={customer.contacts} />
          <DomainsCard domains={domains} />
          <CustomerLimits number={customer.number} policy={customer.policy} mayChange={may(viewer, 'change-limits')} />
          <PortalLinks links={customer.links} />
        </div>
      </div>
    </Words>
  )
}
