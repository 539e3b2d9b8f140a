import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { LinkedText } from '../../../../../components/deliveries/linked-text.tsx'
import { Card, CardHead } from '../../../../../components/ui/card.tsx'
import type { ListPage } from '../../../../../lib/blocklists/list-page-views.ts'
import { listHref } from '../../../../../lib/blocklists/list-matrix-query.ts'
import { saidOfList } from '../../../../../lib/blocklists/said-of-list.ts'
import { formatDuration, formatNumber } from '../../../../../lib/i18n/format.ts'

/** What the project knows of the list, with sources and the date of the look: codes, what it tells, how one gets off, what it allows. */
export function KnownOfList({ page: { list, known, parts, family, trustByProject, setting } }: { page: ListPage }) {
  const t = useTranslations('blocklists')
  const language = useLocale()
  const say = (text: string) => {
    const said = saidOfList(language, text)
    return <span lang={said.language}><LinkedText text={said.text} /></span>
  }
  const { delisting, limits } = known

  return (
    <Card aria-labelledby="known">
      <CardHead id="known" title={t('list.known')} about={`${t('list.asOf', { asOf: known.asOf })} · ${t('list.certainty', { certainty: known.certainty })}`} isRuled />
      <Part title={t('list.trust')}>
        <p><span className="font-strong">{t(`trust.${list.trust}`)}</span>: {t(`list.trustAbout.${list.trust}`)}</p>
        {setting && <p className="text-text-2">{t('list.setHere', { reason: setting.reason, trust: t(`trust.${trustByProject}`) })}</p>}
        <p className="text-text-2">{t('list.tells')} {[known.evidence.what, known.evidence.where].filter((word) => word !== '-' && word !== '').map((word, n) => <span key={word}>{n > 0 && ' · '}{say(word)}</span>)}</p>
        {family.length > 0 && <p className="text-text-2">{t('list.family')} <Lists lists={family} /></p>}
        {parts.length > 0 && <p className="text-text-2">{t('list.parts')} <Lists lists={parts} /></p>}
      </Part>
      <Part title={t('list.codes')}>
        {known.codes.length === 0 ? <p className="text-text-2">{t('list.noCodes')}</p> : (
          <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5">
            {known.codes.map(({ match, meaning, is }) => [
              <dt key={`${match} ${meaning}`} className="mono">{match}</dt>,
              <dd key={`${match} ${meaning} is`}>{say(meaning)}{is !== 'listing' && <span className="text-text-2"> · {t(`list.is.${is}`)}</span>}</dd>,
            ])}
          </dl>
        )}
      </Part>
      <Part title={t('list.delisting')}>
        <p className="font-strong">{t(`list.way.${wayKey(delisting.way)}`)}</p>
        {delisting.url && <p>{say(delisting.url)}</p>}
        {delisting.expiresAfterHours !== null && <p>{t('panel.expires', { time: formatDuration(delisting.expiresAfterHours * 3600, language) })}</p>}
        {delisting.note !== '' && <p className="text-text-2">{say(delisting.note)}</p>}
      </Part>
      <Part title={t('list.limits')}>
        {limits.perSecond !== undefined && <p>{t('list.perSecond', { count: formatNumber(limits.perSecond, language) })}</p>}
        {limits.perDay !== undefined && <p>{t('list.perDay', { count: formatNumber(limits.perDay, language) })}</p>}
        <p className="text-text-2">{t('list.publicResolvers')} {say(limits.publicResolvers)}</p>
        <p className="text-text-2">{t('list.volume')} {say(limits.volume)}</p>
        {known.keyed && <p className="text-text-2">{t('list.keyed', { key: known.keyed.key })}</p>}
      </Part>
      {known.note && <Part title={t('list.note')}><p>{say(known.note)}</p></Part>}
      <details className="border-t border-line">
        <summary className="focus-inset px-4 py-2 text-label text-accent hover:underline">{t('list.sources')}</summary>
        <ul className="px-4 pb-3 text-label wrap-anywhere text-text-2">{known.sources.map((source) => <li key={source}>{say(source)}</li>)}</ul>
      </details>
    </Card>
  )
}

function Lists({ lists }: { lists: { id: string; name: string }[] }) {
  return lists.map(({ id, name }, n) => <span key={id}>{n > 0 && ', '}<Link href={listHref(id)} className="text-accent underline hover:text-accent-hover">{name}</Link></span>)
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="border-t border-line px-4 py-2.5 first-of-type:border-t-0">
      <h3 className="text-label text-text-2">{title}</h3>
      {children}
    </section>
  )
}

/** Names of messages have no spaces and no slash. */
function wayKey(way: ListPage['known']['delisting']['way']) {
  return way === 'n/a' ? ('none' as const) : way === 'per component' ? ('component' as const) : way
}
