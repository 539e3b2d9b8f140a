import Link from 'next/link'
import { useLocale, useNow, useTimeZone, useTranslations } from 'next-intl'
import { Card, CardHead } from '../../../../../components/ui/card.tsx'
import { StateWord } from '../../../../../components/ui/state-word.tsx'
import { Time } from '../../../../../components/ui/time.tsx'
import type { HostOnLists } from '../../../../../lib/blocklists/host-lists-views.ts'
import { ipHref, listMatrixHref, NO_LIST_QUERY } from '../../../../../lib/blocklists/list-matrix-query.ts'
import { formatDayClock } from '../../../../../lib/i18n/format.ts'

/** The host's addresses and names on blocklists; one that nobody asked about is not called clear. */
export function OnLists({ targets }: { targets: HostOnLists[] }) {
  const t = useTranslations('hosts.lists')

  return (
    <Card aria-labelledby="on-lists">
      <CardHead id="on-lists" title={t('title')} aside={<Link href="/support/blocklists" className="text-label text-accent hover:underline">{t('all')}</Link>} isRuled />
      {targets.length === 0 && <p className="px-4 py-3 text-text-2">{t('noAddresses')}</p>}
      <ul>{targets.map((each) => <Target key={each.target} of={each} />)}</ul>
    </Card>
  )
}

function Target({ of: { target, isAddress, listed, clear, unknown, newestAt } }: { of: HostOnLists }) {
  const t = useTranslations('hosts.lists')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const now = useNow()
  const show = isAddress ? 'addresses' : 'domains'
  const tone = listed.some(({ isSmall }) => !isSmall) ? 'bad' : clear === 0 ? 'unk' : 'ok'

  return (
    <li className="border-b border-line px-4 py-2 last:border-b-0">
      <p className="flex flex-wrap items-center justify-between gap-x-3">
        <Link href={isAddress ? ipHref(target) : listMatrixHref(NO_LIST_QUERY, { show, q: target })} className="mono font-strong wrap-anywhere hover:text-accent hover:underline">{target}</Link>
        <StateWord tone={tone}>{listed.length > 0 ? t('listed', { count: listed.length }) : clear === 0 ? t('unknown') : t('clear', { count: clear })}</StateWord>
      </p>
      {listed.map(({ id, name, since }) => (
        <p key={id}><Link href={listMatrixHref(NO_LIST_QUERY, { show, target, list: id })} className="hover:text-accent hover:underline">{name}</Link> <span className="text-text-2">{t('since', { at: formatDayClock(since, now, language, zone) })}</span></p>
      ))}
      <p className="text-label text-text-2">{newestAt ? <>{t('asked')} <Time at={newestAt} isFocusable={false} /></> : t('neverAsked')}{unknown > 0 && clear > 0 && ` · ${t('unknownOn', { count: unknown })}`}</p>
    </li>
  )
}
