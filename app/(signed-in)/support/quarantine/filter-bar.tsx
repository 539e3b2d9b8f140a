'use client'

import { Search, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import type { FormEvent } from 'react'
import { Field, Select } from '../../../../components/ui/field.tsx'
import { SegmentedLinks } from '../../../../components/ui/segmented.tsx'
import { quarantineHref, quarantineViews, readQuarantineAddress, type QuarantineAddress } from '../../../../lib/quarantine/quarantine-address.ts'
import { messageStates } from '../../../../lib/quarantine/quarantined-message.ts'

/** Grouping, filters and search. A plain form: it works before any script has run. */
export function FilterBar({ address, hosts }: { address: QuarantineAddress; hosts: readonly string[] }) {
  const t = useTranslations('quarantine')
  const router = useRouter()
  const { view, account, batch } = address

  function show(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const entries = [...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value)] as const)
    router.push(quarantineHref(readQuarantineAddress(Object.fromEntries(entries))), { scroll: false })
  }

  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <SegmentedLinks
        label={t('view.label')}
        current={view}
        segments={quarantineViews.map((key) => ({ key, label: t(`view.${key}`), href: quarantineHref(address, { view: key, open: undefined, whole: undefined }) }))}
      />
      <form key={JSON.stringify(address)} action="/support/quarantine" onSubmit={show} className="flex min-w-0 flex-1 flex-wrap items-center gap-2 max-md:basis-full">
        {view !== 'account' && <input type="hidden" name="view" value={view} />}
        {account && <input type="hidden" name="account" value={account} />}
        {batch && <input type="hidden" name="batch" value={batch} />}
        <Select label={t('filter.state')} isLabelHidden name="state" defaultValue={address.state ?? ''} onChange={(event) => event.currentTarget.form?.requestSubmit()}>
          <option value="">{t('filter.anyState')}</option>
          {messageStates.map((state) => (
            <option key={state} value={state}>
              {t(`state.${state}`)}
            </option>
          ))}
        </Select>
        <Select label={t('filter.host')} isLabelHidden name="host" defaultValue={address.host ?? ''} onChange={(event) => event.currentTarget.form?.requestSubmit()}>
          <option value="">{t('filter.anyHost')}</option>
          {hosts.map((host) => (
            <option key={host}>{host}</option>
          ))}
        </Select>
        <div className="relative min-w-44 flex-1">
          <Search size={14} aria-hidden className="pointer-events-none absolute top-2.25 left-2.5 text-text-2" />
          <Field label={t('filter.text')} isLabelHidden type="search" name="q" defaultValue={address.q ?? ''} placeholder={t('filter.placeholder')} maxLength={200} className="[&_input]:pl-8" />
        </div>
        <button type="submit" className="sr-only focus:not-sr-only">
          {t('filter.do')}
        </button>
      </form>
      {(account || batch) && (
        <Link href={quarantineHref(address, { account: undefined, batch: undefined, open: undefined, whole: undefined })} className="inline-flex h-8 max-w-full items-center gap-1.5 rounded-tag border border-accent-line bg-accent-soft px-2 text-accent">
          <span className="mono truncate">{t('filter.only', { what: account ?? t('column.burst') })}</span>
          <X size={14} aria-hidden className="shrink-0" />
        </Link>
      )}
    </div>
  )
}
