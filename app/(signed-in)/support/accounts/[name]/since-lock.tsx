import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { Card, CardHead } from '../../../../../components/ui/card.tsx'
import { Figure } from '../../../../../components/ui/figure.tsx'
import type { AccountForSupport } from '../../../../../lib/accounts/account-views.ts'
import { formatDuration, formatNumber } from '../../../../../lib/i18n/format.ts'

/** The latest lock in five figures. */
export function SinceLock({ account: { sinceLock, lock, locks } }: { account: AccountForSupport }) {
  const t = useTranslations('accounts.since')
  const language = useLocale()
  const [latest] = locks
  if (!sinceLock || !latest) return null
  const number = (value: number) => formatNumber(value, language)
  const taken = Object.values(sinceLock.quarantined)
  const sum = taken.reduce((total, one) => total + one, 0)
  const window = sinceLock.windowSeconds === null ? 'none' : formatDuration(sinceLock.windowSeconds, language)

  return (
    <Card aria-labelledby="since" className="pb-3">
      <CardHead
        id="since"
        title={t(lock ? 'now' : 'last')}
        aside={<Link href={`/support/locks/${latest.id}`} className="text-accent hover:underline">{t('evidence')}</Link>}
      />
      <div className="grid grid-cols-2 gap-x-4 gap-y-3 px-4">
        <Figure value={sinceLock.accepted === null ? '–' : number(sinceLock.accepted)} label={sinceLock.accepted === null ? t('unmeasured') : t('accepted', { window })} />
        <Figure value={number(sinceLock.leftBefore)} label={t('left')} {...(sinceLock.leftBefore > 0 && { tone: 'bad' })} />
        <Figure value={number(sum)} label={t('quarantined', { parts: taken.length > 1 ? taken.map(number).join(' + ') : 'one' })} />
        <Figure value={formatDuration(sinceLock.lockedMs / 1000, language)} label={t('locked', { isOver: lock ? 'no' : 'yes' })} />
        <Figure value={number(sinceLock.refused)} label={t('refused')} className="col-span-2" />
      </div>
    </Card>
  )
}
