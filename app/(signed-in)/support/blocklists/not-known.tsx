import Link from 'next/link'
import { useLocale, useNow, useTimeZone, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useUnknownReason } from '../../../../components/blocklists/use-unknown-reason.ts'
import { StateShape } from '../../../../components/ui/state-shape.tsx'
import type { ListMatrixPage, SilentList, UnusableAnswer } from '../../../../lib/blocklists/list-matrix-views.ts'
import { listHref, listMatrixHref, type ListMatrixQuery } from '../../../../lib/blocklists/list-matrix-query.ts'
import { formatAge, formatDayClock } from '../../../../lib/i18n/format.ts'

const SHOWN = 6
const NAMED = 12

/** In words what is not known, and that it is neither a listing nor harmless. */
export function NotKnown({ matrix: { silent, unusable, fresh }, query }: { matrix: ListMatrixPage; query: ListMatrixQuery }) {
  const t = useTranslations('blocklists.silentBox')
  if (silent.length + unusable.length + fresh.length === 0) return null
  const more = unusable.length - SHOWN

  return (
    <section aria-label={t('title')} className="mt-3 rounded-card border border-line-strong px-4 py-2">
      <ul>
        {silent.map((list) => <Silent key={list.id} list={list} isDomains={query.show === 'domains'} />)}
        {unusable.slice(0, SHOWN).map((answer) => <Unusable key={`${answer.target} ${answer.list}`} answer={answer} query={query} />)}
        {fresh.length > 0 && <Line title={t('fresh', { count: fresh.length })}>{fresh.slice(0, NAMED).join(', ')}{fresh.length > NAMED && ' …'}</Line>}
      </ul>
      {more > 0 && <p className="py-1.5 pl-5 text-text-2">{t('more', { count: more })}</p>}
    </section>
  )
}

function Silent({ list: { id, name, since, reason }, isDomains }: { list: SilentList; isDomains: boolean }) {
  const t = useTranslations('blocklists.silentBox')
  const say = useUnknownReason()
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const now = useNow()
  return (
    <Line title={<Link href={listHref(id)} className="hover:text-accent hover:underline">{since ? t('silentSince', { list: name, at: formatDayClock(since, now, language, zone) }) : t('silent', { list: name })}</Link>}>
      {say(reason)} {t(isDomains ? 'aboutDomains' : 'about')}
    </Line>
  )
}

function Unusable({ answer: { target, owners, list, name, code, reason, since, isOld }, query }: { answer: UnusableAnswer; query: ListMatrixQuery }) {
  const t = useTranslations('blocklists.silentBox')
  const say = useUnknownReason()
  const language = useLocale()
  const now = useNow()
  const whose = { list: name, target: owners[0] ? `${target} (${owners[0]})` : target }
  const words = isOld ? t('old', { ...whose, age: formatAge(since, now, language, 'age') }) : code ? t('answered', { ...whose, code }) : t('noAnswer', whose)
  return <Line title={<Link href={listMatrixHref(query, { target, list })} scroll={false} className="hover:text-accent hover:underline">{words}</Link>}>{isOld ? t('oldAbout') : say(reason)}</Line>
}

function Line({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <li className="flex items-start gap-2 py-1">
      <StateShape tone="unk" size={11} className="mt-1" />
      <p><span className="font-strong">{title}</span> <span className="ml-1 text-text-2">{children}</span></p>
    </li>
  )
}
