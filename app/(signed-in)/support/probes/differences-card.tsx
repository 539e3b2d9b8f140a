import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { SoftwareWords } from '../../../../components/hosts/software-words.tsx'
import { Card, CardHead } from '../../../../components/ui/card.tsx'
import { StateShape } from '../../../../components/ui/state-shape.tsx'
import type { Language } from '../../../../lib/i18n/language.ts'
import { harmOf, type AnyCheckId } from '../../../../lib/probes/check-catalogue.ts'
import { probesHref, type ProbeQuery } from '../../../../lib/probes/probe-query.ts'
import type { Difference } from '../../../../lib/probes/tell-differences.ts'

const SHOWN = 5
const NAMED = 3

/** What some hosts do and others do not, and what those have that do: one sentence each, the gravest first. */
export function DifferencesCard({ differences, query, language }: { differences: Difference[]; query: ProbeQuery; language: Language }) {
  const t = useTranslations('probes.differs')
  if (differences.length === 0) return null
  const [first, rest] = [differences.slice(0, SHOWN), differences.slice(SHOWN)]

  return (
    <Card aria-labelledby="differs" className="mb-4 pb-2">
      <CardHead id="differs" title={t('title')} />
      <ul>{first.map((difference) => <DifferenceLine key={difference.check} difference={difference} query={query} language={language} />)}</ul>
      {rest.length > 0 && (
        <details>
          <summary className="focus-inset cursor-pointer px-4 py-1 text-accent">{t('showMore', { count: rest.length })}</summary>
          <ul>{rest.map((difference) => <DifferenceLine key={difference.check} difference={difference} query={query} language={language} />)}</ul>
        </details>
      )}
    </Card>
  )
}

function DifferenceLine({ difference, query, language }: { difference: Difference; query: ProbeQuery; language: Language }) {
  const t = useTranslations('probes')
  const { check, failing, known, unknown, versionsUnknown, onlyHost } = difference
  const isHarm = harmOf(check) === 'now'

  return (
    <li className="flex items-baseline gap-2.5 px-4 py-1">
      <StateShape tone={isHarm ? 'bad' : 'wait'} size={10} className="translate-y-px" />
      <p className="min-w-0">
        <strong>{t(`check.${check as AnyCheckId}.fails`)}</strong>
        {': '}
        <span className="figures">{t('differs.hosts', { failing: failing.length, known })}</span>
        {', '}
        <CommonOf difference={difference} language={language} />
        {failing.length > 1 && <Names failing={failing} check={check} query={query} />}
        {failing.length === 1 && failing[0] !== undefined && <> <HostLink host={failing[0]} check={check} query={query} /></>}
        {onlyHost && <span className="text-text-2"> (<SoftwareWords host={onlyHost} />)</span>}
        {versionsUnknown > 0 && <span className="text-text-2"> · {t('differs.versionsUnknown', { count: versionsUnknown })}</span>}
        {unknown > 0 && <span className="text-text-2"> · {t('differs.unknown', { count: unknown })}</span>}
        {!isHarm && <span className="text-text-2"> · {t('differs.noHarm')}</span>}
      </p>
    </li>
  )
}

/** What tells the failing hosts from the others, as far as it can honestly be said. */
function CommonOf({ difference: { failing, known, traits }, language }: { difference: Difference; language: Language }) {
  const t = useTranslations('probes')
  if (failing.length === known && known > 1) return <span className="text-text-2">{t('differs.all')}</span>
  if (failing.length === 1) return <span className="text-text-2">{t('differs.only', { host: '' })}</span>
  if (traits.length === 0) return <span className="text-text-2">{t('differs.nothing')}</span>
  const [whole, most] = [traits.filter(({ having }) => having === failing.length), traits.filter(({ having }) => having < failing.length)]
  const values = new Intl.ListFormat(language, { type: 'conjunction' }).format(whole.map(({ trait, value }) => t(`trait.${trait}`, { value })))
  const [first] = whole
  if (first && first.alsoPassing > 0) return <span className="text-text-2">{t('differs.shared', { values, count: first.alsoPassing })}</span>
  const isKnownOf = (passingUnknown: number) => (passingUnknown > 0 ? 'no' : 'yes')
  const sentences = [
    ...(first ? [t('differs.apart', { values, known: isKnownOf(Math.min(...whole.map(({ passingUnknown }) => passingUnknown))) })] : []),
    ...most.map(({ value, having, unknown, passingUnknown }) => t('differs.most', { value, having, failing: failing.length, unknown, known: isKnownOf(passingUnknown) })),
  ]
  return <span>{sentences.join('; ')}</span>
}

function Names({ failing, check, query }: { failing: string[]; check: string; query: ProbeQuery }) {
  const t = useTranslations('probes.differs')
  return (
    <span className="text-text-2">
      {' · '}
      {failing.slice(0, NAMED).map((host, index) => <span key={host}>{index > 0 && ', '}<HostLink host={host} check={check} query={query} /></span>)}
      {failing.length > NAMED && <> {t('more', { count: failing.length - NAMED })}</>}
    </span>
  )
}

function HostLink({ host, check, query }: { host: string; check: string; query: ProbeQuery }) {
  return <Link href={probesHref(query, { host, check })} scroll={false} prefetch={false} className="mono text-accent hover:underline">{host}</Link>
}
