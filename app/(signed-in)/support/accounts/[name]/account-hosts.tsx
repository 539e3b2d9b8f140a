import { useLocale, useNow, useTimeZone, useTranslations } from 'next-intl'
import { Card, CardHead } from '../../../../../components/ui/card.tsx'
import type { Tone } from '../../../../../components/ui/state-shape.tsx'
import { StateWord } from '../../../../../components/ui/state-word.tsx'
import { foldHosts, isAsWanted, type FoldedHost } from '../../../../../lib/accounts/fold-hosts.ts'
import type { AccountHost } from '../../../../../lib/accounts/account-standing-views.ts'
import { formatAge, formatDayClock } from '../../../../../lib/i18n/format.ts'

const TONE: Record<string, Tone> = { locked: 'bad', watched: 'hold', open: 'ok', unknown: 'unk' }

/** What is wanted on each host beside what was found there; hosts that only do as wanted are folded into one line. */
export function AccountHosts({ hosts }: { hosts: AccountHost[] }) {
  const t = useTranslations('accounts.hosts')

  return (
    <Card aria-labelledby="account-hosts" className="pb-2">
      <CardHead id="account-hosts" title={t('title')} aside={<span className="text-label text-text-2">{t('about')}</span>} />
      {hosts.length === 0 && <p className="px-4 pb-1 text-text-2">{t('none')}</p>}
      <ul className="px-4">
        {foldHosts(hosts).map((line) => (
          <HostLine key={line.host.name} line={line} />
        ))}
      </ul>
    </Card>
  )
}

function HostLine({ line: { host, others } }: { line: FoldedHost<AccountHost> }) {
  const t = useTranslations('accounts.hosts')
  const found = host.wanted === null ? 'open' : host.isSilent ? 'unknown' : stateWord(host.found)

  return (
    <li className="grid min-h-7 grid-cols-[minmax(4.5rem,auto)_auto_1fr] items-center gap-x-3 border-b border-line py-1 last:border-b-0">
      {others > 1 ? <span>{t('others', { count: others })}</span> : <span className="mono wrap-anywhere">{host.name}</span>}
      <StateWord tone={TONE[found] ?? 'unk'}>{t(`state.${found}`)}</StateWord>
      <span className="figures text-right text-label text-text-2">
        <Agreement host={host} /> {host.queued !== 0 && <Queued host={host} />}
      </span>
    </li>
  )
}

function Agreement({ host }: { host: AccountHost }) {
  const t = useTranslations('accounts.hosts')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const now = useNow()
  if (host.wanted === null) return host.lastHour && t('free', { at: formatDayClock(host.lastHour, now, language, zone) })
  const age = host.readAt ? formatAge(host.readAt, now, language, 'age') : null
  if (isAsWanted(host)) return <>{[t('asWanted'), age].filter(Boolean).join(' · ')}</>
  const words = [t('wanted', { state: host.wanted }), !age ? t('never') : host.isSilent ? t('old', { age }) : t('follows')]
  return <span className="text-wait">{words.join(' · ')}</span>
}

function Queued({ host }: { host: AccountHost }) {
  const t = useTranslations('accounts.hosts')
  return <span className="block">{host.queued === null ? t('queuedUnknown') : t('queued', { count: host.queued })}</span>
}

function stateWord(found: string | null): 'locked' | 'watched' | 'open' | 'unknown' {
  return found === 'locked' || found === 'watched' || found === 'open' ? found : 'unknown'
}
