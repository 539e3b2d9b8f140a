import Link from 'next/link'
import { useLocale, useNow, useTimeZone, useTranslations } from 'next-intl'
import { Card, CardHead } from '../../../../../components/ui/card.tsx'
import type { AccountForSupport } from '../../../../../lib/accounts/account-views.ts'
import { formatBytes, formatDayClock } from '../../../../../lib/i18n/format.ts'

/** What of its mail lies in quarantine, and what becomes of it when. */
export function HeldCard({ name, quarantined: { messages, bytes, deleteAt } }: Pick<AccountForSupport, 'name' | 'quarantined'>) {
  const t = useTranslations('accounts.held')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const now = useNow()

  return (
    <Card aria-labelledby="held" className="pb-3">
      <CardHead
        id="held"
        title={t('title')}
        aside={messages > 0 && <Link href={`/support/quarantine?account=${encodeURIComponent(name)}`} className="text-accent hover:underline">{t('show')}</Link>}
      />
      <p className="figures px-4">
        {t('count', { count: messages, size: formatBytes(bytes, language) })}
        {messages > 0 && deleteAt && <span className="block text-label text-text-2">{t('deleteAt', { at: formatDayClock(deleteAt, now, language, zone) })}</span>}
      </p>
    </Card>
  )
}

/** Who of us opened headers of its mail; the customer reads the same. */
export function LookedCard({ looked }: Pick<AccountForSupport, 'looked'>) {
  const t = useTranslations('accounts.looked')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const now = useNow()
  const entries = looked.entries.filter((entry) => entry.kind === 'headers-read')

  return (
    <Card aria-labelledby="looked" className="pb-3">
      <CardHead id="looked" title={t('title')} />
      {entries.length === 0 && <p className="px-4 text-text-2">{t('none')}</p>}
      {entries.map((entry) => (
        <p key={entry.id} className="px-4">
          {t('entry', { by: entry.by.initials || entry.by.name, count: entry.evidence.messages, subjects: entry.evidence.withSubjects ? 'yes' : 'no', at: formatDayClock(entry.at, now, language, zone) })}
          {entry.reason && <q className="ml-1 text-text-2">{entry.reason}</q>}
        </p>
      ))}
      {entries.length > 0 && <p className="px-4 text-label text-text-3">{t('about')}</p>}
    </Card>
  )
}
