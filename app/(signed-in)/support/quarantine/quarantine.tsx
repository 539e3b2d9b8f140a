import { Download } from 'lucide-react'
import { getLocale, getNow, getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { EmptyState } from '../../../../components/ui/empty-state.tsx'
import { LinkButton } from '../../../../components/ui/link-button.tsx'
import { PageHead } from '../../../../components/ui/page-head.tsx'
import { may } from '../../../../lib/access/permissions.ts'
import type { Viewer } from '../../../../lib/access/viewer.ts'
import { webDb } from '../../../../lib/access/web-desk.ts'
import { filterOfAddress, quarantineHref, type QuarantineAddress } from '../../../../lib/quarantine/quarantine-address.ts'
import { getQuarantinePage } from '../../../../lib/quarantine/quarantine-page-views.ts'
import { getAct } from '../../../../lib/quarantine/quarantine-views.ts'
import { ActProgress } from './act-progress.tsx'
import { Expiring } from './expiring.tsx'
import { FilterBar } from './filter-bar.tsx'
import { QuarantineDesk } from './quarantine-desk.tsx'

/** Reads what the address asks for and lays it out: what goes soon, what runs, the list. */
export async function Quarantine({ viewer, address }: { viewer: Viewer; address: QuarantineAddress }) {
  const [t, language, now] = await Promise.all([getTranslations('quarantine'), getLocale(), getNow()])
  const [page, act] = await Promise.all([
    getQuarantinePage(webDb(), viewer, { address, now }),
    address.act ? getAct(webDb(), viewer, address.act) : null,
  ])
  if (!page) notFound()
  const filter = filterOfAddress(address)
  const isEmpty = page.sums.messages === 0

  const csv = (
    <LinkButton href={quarantineHref(address, { open: undefined, whole: undefined, act: undefined }, '/support/quarantine/csv')} prefetch={false} icon={<Download size={16} aria-hidden />} aria-label={t('csvLong')} download>
      {t('csv')}
    </LinkButton>
  )
  const progress = act && <ActProgress act={{ ...act, createdAt: act.createdAt?.toISOString() ?? null }} closeHref={quarantineHref(address, { act: undefined })} />
  return (
    <QuarantineDesk
      key={JSON.stringify([address.view, filter, language])}
      page={page}
      address={address}
      rights={{ mayUnmask: may(viewer, 'unmask-subjects') }}
      now={now.getTime()}
      head={<PageHead title={t('title')} about={isEmpty ? undefined : t('sums', page.sums)} aside={isEmpty ? undefined : csv} />}
    >
      <FilterBar address={address} hosts={page.hosts} />
      {progress}
      <Expiring expiring={page.expiring} now={now.getTime()} />
      {isEmpty && <NothingHere isFiltered={Object.keys(filter).length > 0} />}
    </QuarantineDesk>
  )
}

async function NothingHere({ isFiltered }: { isFiltered: boolean }) {
  const t = await getTranslations('quarantine')
  if (!isFiltered) return <EmptyState title={t('empty.title')} about={t('empty.about')} />

  return (
    <EmptyState title={t('empty.noMatch')} about={t('empty.noMatchAbout')}>
      <LinkButton href="/support/quarantine">{t('filter.everything')}</LinkButton>
    </EmptyState>
  )
}
