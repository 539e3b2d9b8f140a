import Link from 'next/link'
import { useLocale, useTimeZone, useTranslations } from 'next-intl'
import { Sunken } from '../../../../components/ui/card.tsx'
import { CopyButton } from '../../../../components/ui/copy-button.tsx'
import { StateShape } from '../../../../components/ui/state-shape.tsx'
import { useTickingNow } from '../../../../components/ui/use-ticking-now.ts'
import type { RefusalGroup } from '../../../../lib/deliveries/pair.ts'
import { formatDayClock, formatNumber } from '../../../../lib/i18n/format.ts'

/** Refusals by class with a few of the receiver's own words; addresses of recipients are taken out. */
export function RefusalWords({ receiver, refusals }: { receiver: string; refusals: RefusalGroup[] }) {
  const t = useTranslations('deliverability')

  return (
    <section>
      <h3 className="mb-1 text-section">{t('inWordsOf', { receiver })}</h3>
      {refusals.length === 0 && <p className="text-text-2">{t('noRefusals')}</p>}
      <ul className="flex flex-col gap-3">
        {refusals.map((group) => (
          <li key={`${group.refusalClass} ${group.isForGood}`}>
            <Group group={group} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Group({ group }: { group: RefusalGroup }) {
  const t = useTranslations('deliverability')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const now = useTickingNow()
  const clock = (at: string) => formatDayClock(at, now, language, zone)

  return (
    <>
      <div className="mb-1 flex flex-wrap items-center gap-2">
        <StateShape tone={group.isForGood ? 'bad' : 'wait'} label={t(group.isForGood ? 'forGood' : 'forNow')} />
        <span className="figures font-strong">{formatNumber(group.count, language)} ×</span>
        <span className="rounded-tag border border-control px-1.5 text-label">{t(`class.${group.refusalClass}`)}</span>
        {group.refusalClass === 'unknown' && <Link href="/support/deliverability/texts" className="text-label text-accent hover:underline">{t('nameTexts')}</Link>}
        {group.firstAt !== null && group.lastAt !== null && <span className="text-label text-text-2">{t('fromTo', { from: clock(group.firstAt), to: clock(group.lastAt) })}</span>}
      </div>
      {group.replies.map((reply) => (
        <Sunken key={reply} className="mb-1 flex items-start gap-2">
          <span className="mono min-w-0 flex-1 wrap-anywhere">{reply}</span>
          <CopyButton text={reply} what={t('reply')} />
        </Sunken>
      ))}
    </>
  )
}
