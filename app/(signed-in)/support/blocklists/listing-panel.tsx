'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useLocale, useTimeZone, useTranslations } from 'next-intl'
import { newRequestHref } from '../../../../components/delisting-requests/new-request-href.ts'
import { RequestLines } from '../../../../components/delisting-requests/request-lines.tsx'
import { LISTING_TONE } from '../../../../components/blocklists/listing-tone.ts'
import { DayStrip } from '../../../../components/blocklists/day-strip.tsx'
import { AsItCame } from '../../../../components/blocklists/as-it-came.tsx'
import { LikelyCause } from '../../../../components/blocklists/likely-cause.tsx'
import { ListingCost } from '../../../../components/blocklists/listing-cost.tsx'
import { NameCost, NameOwner } from '../../../../components/blocklists/name-cost.tsx'
import { NameUsers } from '../../../../components/blocklists/name-users.tsx'
import { SelfTests } from '../../../../components/blocklists/self-tests.tsx'
import { CheckNow } from '../../../../components/blocklists/check-now.tsx'
import { useUnknownReason } from '../../../../components/blocklists/use-unknown-reason.ts'
import { LinkButton } from '../../../../components/ui/link-button.tsx'
import { Quote } from '../../../../components/ui/card.tsx'
import { SidePanel } from '../../../../components/ui/side-panel.tsx'
import { StatePill } from '../../../../components/ui/state-word.tsx'
import { useTickingNow } from '../../../../components/ui/use-ticking-now.ts'
import { ipHref, listHref, listMatrixHref, type ListMatrixQuery } from '../../../../lib/blocklists/list-matrix-query.ts'
import type { OpenListing } from '../../../../lib/blocklists/open-listing-views.ts'
import { saidOfList } from '../../../../lib/blocklists/said-of-list.ts'
import { formatAge, formatDayClock, formatDuration } from '../../../../lib/i18n/format.ts'
import { cellHref } from '../../../../lib/probes/probe-query.ts'
import { checkNow } from './actions.ts'

/** One of ours on one list: the answer as it came, why, what it costs, how it was, and what to do. */
export function ListingPanel({ open, query }: { open: OpenListing; query: ListMatrixQuery }) {
  const t = useTranslations('blocklists.panel')
  const router = useRouter()
  const { target, list, told, links } = open
  const close = () => {
    // The cell that was opened has the focus again, so that arrow keys go on from there.
    document.querySelector<HTMLElement>('.list-cell-open')?.focus()
    router.push(listMatrixHref(query, { target: null, list: null }), { scroll: false })
  }
  const isListed = told?.state === 'listed'
  const host = target.isAddress ? target.owners[0]?.name : undefined
  const failing = open.cause?.suspects.flatMap(({ reasons }) => reasons).find((reason) => reason.kind === 'check-fails')

  return (
    <SidePanel
      isOpen
      onClose={close}
      title={<><span className="mono">{target.name}</span> <span className="font-[400] text-text-2">{t('on')}</span> <Link href={listHref(list.id)} className="hover:text-accent hover:underline">{list.name}</Link></>}
      about={<Standing open={open} />}
      footer={
        <>
          {failing?.kind === 'check-fails' && host && <LinkButton href={cellHref(host, failing.check)} kind="primary">{t('openProbe', { host })}</LinkButton>}
          <LinkButton href={newRequestHref({ list: list.id, targets: [target.name] })} kind={isListed && !failing ? 'primary' : 'secondary'}>{t('write')}</LinkButton>
          <CheckNow act={checkNow} target={target.name} words={{ ask: t('checkNow'), asking: t('checking'), done: t('checkNowDone') }} />
          {links.lookup && <a href={links.lookup} target="_blank" rel="noreferrer" className="text-accent hover:underline">{t('lookup')} ↗</a>}
        </>
      }
    >
      <AsItCame open={open} />
      <SelfTests points={open.points} health={open.health} />
      <Why open={open} />
      {open.nameCost && (
        <section>
          <h3 className="mb-1 text-section">{t('whose')}</h3>
          <NameOwner cost={open.nameCost} customer={target.customer} />
        </section>
      )}
      {target.users.length > 0 && (
        <section>
          <h3 className="mb-1 text-section">{t(target.kind === 'host' ? 'usersOfName' : 'usersBelow')}</h3>
          <NameUsers users={target.users} isLinked />
        </section>
      )}
      {open.cause && (
        <section>
          <h3 className="mb-1 text-section">{t('fits')}</h3>
          <LikelyCause cause={open.cause} host={host} />
        </section>
      )}
      {open.cost && (
        <section>
          <h3 className="mb-1 text-section">{t('costs')}</h3>
          <ListingCost cost={open.cost} />
        </section>
      )}
      {open.nameCost && (
        <section>
          <h3 className="mb-1 text-section">{t('costs')}</h3>
          <NameCost cost={open.nameCost} />
        </section>
      )}
      <section>
        <h3 className="mb-1 text-section">{t('days', { count: open.days.length })}</h3>
        <DayStrip days={open.days} />
      </section>
      <section>
        <h3 className="mb-1 text-section">{t('requests')}</h3>
        <RequestLines requests={open.requests} none={isListed ? t('requestsNone') : undefined} />
      </section>
      <p className="flex flex-wrap gap-x-4 gap-y-1">
        {target.isAddress && <Link href={ipHref(target.name)} className="text-accent hover:underline">{t('ipPage')}</Link>}
        <Link href={listHref(list.id)} className="text-accent hover:underline">{t('listPage')}</Link>
        {told && told.incidentNumber !== null && <Link href={`/support/incidents/${told.incidentNumber}`} className="text-accent hover:underline">{t('incident', { number: told.incidentNumber })}</Link>}
      </p>
    </SidePanel>
  )
}

function Standing({ open: { told, target, list } }: { open: OpenListing }) {
  const t = useTranslations('blocklists.panel')
  const words = useTranslations('blocklists.uses')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const now = useTickingNow()
  const whose = target.owners.map(({ name, href }, n) => <span key={href}>{n > 0 && ', '}<Link href={href} className={target.isAddress ? 'mono hover:underline' : 'hover:underline'}>{name}</Link></span>)
  if (!told) return <span className="flex flex-wrap items-center gap-x-2"><StatePill tone="unk">{t('neverAsked')}</StatePill>{whose}{list.notAsked && <span>{t(`notAsked.${list.notAsked}`)}</span>}</span>

  const at = formatDayClock(told.since, now, language, zone)
  return (
    <span className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1">
      <StatePill tone={LISTING_TONE[told.state]}>{told.isOld ? t('oldSince', { at }) : t(`${told.state}Since`, { at })}</StatePill>
      <span>{formatAge(told.since, now, language, 'age')}</span>
      {whose.length > 0 && <span>· {whose}{target.otherHosts > 0 && ` ${words('others', { count: target.otherHosts })}`}</span>}
      {told.state === 'unknown' && told.known && <span className="w-full">{t(told.known.state === 'listed' ? 'knownListed' : 'knownClear', { age: formatAge(told.known.at, now, language, 'age') })}</span>}
    </span>
  )
}

/** In the list's own words, which are a stranger's text. */
function Why({ open: { told, list, speakers } }: { open: OpenListing }) {
  const t = useTranslations('blocklists.panel')
  const say = useUnknownReason()
  const language = useLocale()
  if (!told || told.state === 'clear') return null
  if (told.state === 'unknown' && told.reason !== null) return <p className="text-text-2">{say(told.reason)}</p>

  return (
    <section>
      <h3 className="mb-1 text-section">{t('why')}</h3>
      {told.text ? <Quote>{told.text}</Quote> : <p className="text-text-2">{t(list.told === 'nothing' ? 'whyNothing' : 'whyNone')}</p>}
      {told.meaning && <p className="mt-1">{t('means', { meaning: saidOfList(language, told.meaning).text })}</p>}
      {speakers.length > 0 && <p className="mt-1 text-text-2">{t('speaks', { lists: speakers.join(', '), count: speakers.length })}</p>}
      {list.expiresAfterHours !== null && <p className="mt-1 text-text-2">{t('expires', { time: formatDuration(list.expiresAfterHours * 3600, language) })}</p>}
    </section>
  )
}
