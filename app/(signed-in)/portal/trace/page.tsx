import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Words } from '../../../../components/frame/words.tsx'
import { TraceForm } from '../../../../components/traces/trace-form.tsx'
import { EmptyState } from '../../../../components/ui/empty-state.tsx'
import { requireCustomer } from '../../../../lib/access/viewer.ts'
import { listTraceableAccounts, readTraceQuestion } from '../../../../lib/traces/trace-views.ts'
import { traceAddress, traceHref, type TraceAddress } from '../../../../lib/traces/trace.ts'
import { OwnTraceAnswer } from './own-trace-answer.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('portal.trace'))('title') }
}

/** Where is my mail? Of the customer's own accounts alone, in plain words. */
export default async function PortalTracePage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const viewer = await requireCustomer()
  const address = traceAddress.parse(await searchParams)
  const [t, asked, accounts] = await Promise.all([getTranslations('portal.trace'), readTraceQuestion(viewer, address), listTraceableAccounts(viewer)])
  const spans = { '1h': t('spans.1h'), '24h': t('spans.24h'), '7d': t('spans.7d'), all: t('spans.all') }

  return (
    <Words namespaces={['portal']}>
      <h1 className="mb-2 text-phone-title">{t('title')}</h1>
      <p className="mb-4 text-text-2">{t('about')}</p>
      {accounts.length === 0 ? (
        <EmptyState title={t('noAccounts')} />
      ) : (
        <>
          <TraceForm page="/portal/trace" address={address} size="phone" words={{ label: t('label'), hint: t('hint'), span: t('span'), ask: t('ask'), spans }} />
          {address.q === '' && <OwnAccounts names={accounts} address={address} title={t('own')} />}
          {address.q !== '' && !asked && <EmptyState title={t('notUnderstood')} about={t('notUnderstoodAbout')} />}
          {asked && <OwnTraceAnswer question={asked.question} />}
        </>
      )}
    </Words>
  )
}

const ACCOUNTS_SHOWN = 20

function OwnAccounts({ names, address, title }: { names: string[]; address: TraceAddress; title: string }) {
  return (
    <section>
      <p className="mb-1 text-text-2">{title}</p>
      <ul className="rounded-card border border-line bg-surface">
        {names.slice(0, ACCOUNTS_SHOWN).map((name) => (
          <li key={name} className="border-t border-line first:border-t-0">
            <Link href={traceHref('/portal/trace', { ...address, q: name })} className="mono flex min-h-11 items-center px-4 py-2 wrap-anywhere text-accent hover:underline">
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
