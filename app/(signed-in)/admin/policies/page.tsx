import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { Suspense } from 'react'
import { PageLoading } from '../../../../components/frame/page-loading.tsx'
import { Words } from '../../../../components/frame/words.tsx'
import { PageHead } from '../../../../components/ui/page-head.tsx'
import { Time } from '../../../../components/ui/time.tsx'
import { requireViewer, type Viewer } from '../../../../lib/access/viewer.ts'
import { webDb } from '../../../../lib/access/web-desk.ts'
import { getPoliciesForAdmin } from '../../../../lib/policies/policy-views.ts'
import { limitsTakenUp } from '../../../../lib/standing-orders/taken-up-views.ts'
import { CustomerPolicies } from './customer-policies.tsx'
import { PolicyForm } from './policy-form.tsx'
import { TakenUp } from './taken-up.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.policies'))('title') }
}

/** What locks an account, what opens it again, and for how long do we hold mail? */
export default async function PoliciesPage() {
  const viewer = await requireViewer('admin')

  return (
    <Words namespaces={['admin']}>
      <Suspense fallback={<PageLoading />}>
        <Policies viewer={viewer} />
      </Suspense>
    </Words>
  )
}

async function Policies({ viewer }: { viewer: Viewer }) {
  const t = await getTranslations('admin.policies')
  const [policies, taken] = await Promise.all([getPoliciesForAdmin(webDb(), viewer), limitsTakenUp(webDb(), viewer)])
  if (!policies) notFound()
  const { base, saved, customers } = policies

  return (
    <div className="flex max-w-240 flex-col gap-4">
      <PageHead title={t('title')} about={t('about')} />
      <p className="text-text-2">
        {saved ? (
          <>
            {t('savedBy', { by: saved.by ?? t('nobody') })} <q className="text-text">{saved.reason}</q> · <Time at={saved.at} />
          </>
        ) : (
          t('builtIn')
        )}
      </p>
      <TakenUp taken={taken} />
      <PolicyForm key={saved?.at ?? 'built-in'} base={base} />
      <CustomerPolicies customers={customers} />
    </div>
  )
}
